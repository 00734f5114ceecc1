/**
 * Self-contained HTML pages: one file, no script, no network, readable in dark and light.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.html;

import org.jspecify.annotations.NullMarked;
