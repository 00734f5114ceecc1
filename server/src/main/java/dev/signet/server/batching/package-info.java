/**
 * Pictures of many requests that go through the network together.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.server.batching;

import org.jspecify.annotations.NullMarked;
