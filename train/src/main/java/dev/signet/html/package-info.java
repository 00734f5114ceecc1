/** Self-contained HTML pages: one file, no script, no network, readable in dark and light. */
@NullMarked
package dev.signet.html;

import org.jspecify.annotations.NullMarked;
