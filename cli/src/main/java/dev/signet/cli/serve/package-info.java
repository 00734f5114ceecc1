/** Commands that listen. */
@NullMarked
package dev.signet.cli.serve;

import org.jspecify.annotations.NullMarked;
