/** Models for other runtimes, and the proof that they answer alike. */
@NullMarked
package dev.signet.export;

import org.jspecify.annotations.NullMarked;
