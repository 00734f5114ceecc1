/**
 * The hardened web server: what every request passes before anything is done for it.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.server.http;

import org.jspecify.annotations.NullMarked;
