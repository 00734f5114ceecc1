/** What reaches the early layers: the gradients of twins with and without skips and batch norm. */
@NullMarked
package dev.signet.lab.gradients;

import org.jspecify.annotations.NullMarked;
