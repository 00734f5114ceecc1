/** Networks as arrays: what their states must hold, and how they answer folded. Plain Java. */
@NullMarked
package dev.signet.network;

import org.jspecify.annotations.NullMarked;
