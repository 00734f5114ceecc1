/** Whether others can depend on what is published: README's lines, tried. */
@NullMarked
package dev.signet.dependable;

import org.jspecify.annotations.NullMarked;
