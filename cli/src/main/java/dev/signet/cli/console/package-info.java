/** What all commands share: lines, errors, signals, names. */
@NullMarked
package dev.signet.cli.console;

import org.jspecify.annotations.NullMarked;
