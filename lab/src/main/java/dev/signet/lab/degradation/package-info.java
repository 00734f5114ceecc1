/** The paper's experiment with depth: deeper plain networks train worse, residual ones do not. */
@NullMarked
package dev.signet.lab.degradation;

import org.jspecify.annotations.NullMarked;
