/** What is answered: Signet's own interface. */
@NullMarked
package dev.signet.server.api;

import org.jspecify.annotations.NullMarked;
