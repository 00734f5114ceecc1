/** Arrays that NumPy saved. */
@NullMarked
package dev.signet.data.numpy;

import org.jspecify.annotations.NullMarked;
