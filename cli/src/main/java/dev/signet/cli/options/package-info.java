/** Options that several commands take, and what they say of pictures. */
@NullMarked
package dev.signet.cli.options;

import org.jspecify.annotations.NullMarked;
