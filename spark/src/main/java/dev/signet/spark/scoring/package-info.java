/** What a model says of the pictures of a data set. */
@NullMarked
package dev.signet.spark.scoring;

import org.jspecify.annotations.NullMarked;
