/**
 * Networks as ONNX: what is written, and the runtime that computes it.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.onnx;

import org.jspecify.annotations.NullMarked;
