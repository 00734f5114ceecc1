/** Commands about pictures and labels. */
@NullMarked
package dev.signet.cli.data;

import org.jspecify.annotations.NullMarked;
