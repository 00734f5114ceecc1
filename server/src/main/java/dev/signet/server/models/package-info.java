/** The models that are served, by name and version. */
@NullMarked
package dev.signet.server.models;

import org.jspecify.annotations.NullMarked;
