/**
 * Pictures in, batches of arrays out. Plain Java: nothing here touches a native library.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.data;

import org.jspecify.annotations.NullMarked;
