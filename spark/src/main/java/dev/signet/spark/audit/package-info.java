/** What is wrong with pictures that no machine holds all of. */
@NullMarked
package dev.signet.spark.audit;

import org.jspecify.annotations.NullMarked;
