/**
 * What is counted and timed, as Prometheus reads it.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.server.metrics;

import org.jspecify.annotations.NullMarked;
