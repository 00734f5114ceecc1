/** Commands that answer, and explain answers. */
@NullMarked
package dev.signet.cli.predict;

import org.jspecify.annotations.NullMarked;
