/** The training of a network by the tasks of one barrier stage. */
@NullMarked
package dev.signet.spark.training;

import org.jspecify.annotations.NullMarked;
