/**
 * The models that are served, by name and version.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.server.models;

import org.jspecify.annotations.NullMarked;
