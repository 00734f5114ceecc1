/** What computes answers on libtorch. */
@NullMarked
package dev.signet.engine;

import org.jspecify.annotations.NullMarked;
