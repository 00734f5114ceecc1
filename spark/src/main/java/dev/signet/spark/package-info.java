/**
 * Training and scoring on Apache Spark, with the interfaces of Spark ML.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.spark;

import org.jspecify.annotations.NullMarked;
