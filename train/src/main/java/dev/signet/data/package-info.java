/** Pictures in, batches of arrays out. Plain Java: nothing here touches a native library. */
@NullMarked
package dev.signet.data;

import org.jspecify.annotations.NullMarked;
