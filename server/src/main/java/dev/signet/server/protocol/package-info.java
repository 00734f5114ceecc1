/**
 * The Open Inference Protocol (KServe's version 2, Triton's HTTP interface) over the same models.
 *
 * @see <a href="https://github.com/kserve/open-inference-protocol">The specification</a>
 * @since 0.1.0
 */
@NullMarked
package dev.signet.server.protocol;

import org.jspecify.annotations.NullMarked;
