/**
 * Named arrays and the files that hold them. Plain Java: nothing here touches a native library.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.statedict;

import org.jspecify.annotations.NullMarked;
