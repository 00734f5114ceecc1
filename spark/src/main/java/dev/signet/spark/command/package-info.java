/** What {@code spark-submit} runs. */
@NullMarked
package dev.signet.spark.command;

import org.jspecify.annotations.NullMarked;
