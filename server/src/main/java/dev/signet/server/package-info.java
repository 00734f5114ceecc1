/** Models behind HTTP: where a program of yours starts the service. */
@NullMarked
package dev.signet.server;

import org.jspecify.annotations.NullMarked;
