/** All that is known of a run, on one page. */
@NullMarked
package dev.signet.report;

import org.jspecify.annotations.NullMarked;
