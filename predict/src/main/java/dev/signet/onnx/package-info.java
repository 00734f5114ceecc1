/** Networks as ONNX: what is written, and the runtime that computes it. */
@NullMarked
package dev.signet.onnx;

import org.jspecify.annotations.NullMarked;
