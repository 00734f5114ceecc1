/**
 * The safetensors format: a JSON header and raw data, with nothing in it that could run.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.statedict.safetensors;

import org.jspecify.annotations.NullMarked;
