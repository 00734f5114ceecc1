/** The networks, from the paper's table down to a convolution. */
@NullMarked
package dev.signet.model;

import org.jspecify.annotations.NullMarked;
