/**
 * Models behind HTTP: where a program of yours starts the service.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.server;

import org.jspecify.annotations.NullMarked;
