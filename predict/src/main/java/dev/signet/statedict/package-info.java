/** Named arrays and the files that hold them. Plain Java: nothing here touches a native library. */
@NullMarked
package dev.signet.statedict;

import org.jspecify.annotations.NullMarked;
