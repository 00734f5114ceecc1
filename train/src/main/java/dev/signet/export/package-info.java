/**
 * Models for other runtimes, and the proof that they answer alike.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.export;

import org.jspecify.annotations.NullMarked;
