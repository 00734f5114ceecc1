/** Commands that say what a model is worth. */
@NullMarked
package dev.signet.cli.judge;

import org.jspecify.annotations.NullMarked;
