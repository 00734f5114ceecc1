/**
 * All that is known of a run, on one page.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.report;

import org.jspecify.annotations.NullMarked;
