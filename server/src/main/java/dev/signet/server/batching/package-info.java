/** Pictures of many requests that go through the network together. */
@NullMarked
package dev.signet.server.batching;

import org.jspecify.annotations.NullMarked;
