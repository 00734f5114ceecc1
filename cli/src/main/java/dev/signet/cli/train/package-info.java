/** Commands that train. */
@NullMarked
package dev.signet.cli.train;

import org.jspecify.annotations.NullMarked;
