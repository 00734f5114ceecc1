/** What is counted and timed, as Prometheus reads it. */
@NullMarked
package dev.signet.server.metrics;

import org.jspecify.annotations.NullMarked;
