/**
 * What is answered: Signet's own interface.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.server.api;

import org.jspecify.annotations.NullMarked;
