/** Workers that take every step of a training together. */
@NullMarked
package dev.signet.spark.group;

import org.jspecify.annotations.NullMarked;
