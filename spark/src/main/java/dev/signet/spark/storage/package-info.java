/** Files and folders of runs on the file systems that Hadoop knows. */
@NullMarked
package dev.signet.spark.storage;

import org.jspecify.annotations.NullMarked;
