/** The safetensors format: a JSON header and raw data, with nothing in it that could run. */
@NullMarked
package dev.signet.statedict.safetensors;

import org.jspecify.annotations.NullMarked;
