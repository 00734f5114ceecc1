/** The {@code signet} command: it parses, calls and prints. */
@NullMarked
package dev.signet.cli;

import org.jspecify.annotations.NullMarked;
