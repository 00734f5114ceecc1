/**
 * The one way to train: a run that is locked, audited, resumable, judged and reported.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.run;

import org.jspecify.annotations.NullMarked;
