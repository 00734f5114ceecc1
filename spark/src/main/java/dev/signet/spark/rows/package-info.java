/** Pictures and labels in the rows of a data set. */
@NullMarked
package dev.signet.spark.rows;

import org.jspecify.annotations.NullMarked;
