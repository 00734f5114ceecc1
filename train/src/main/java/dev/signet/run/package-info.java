/** The one way to train: a run that is locked, audited, resumable, judged and reported. */
@NullMarked
package dev.signet.run;

import org.jspecify.annotations.NullMarked;
