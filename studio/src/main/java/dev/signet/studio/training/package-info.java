/**
 * Commands that a studio starts and that go on without it: trainings, one at a time, and services.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.studio.training;

import org.jspecify.annotations.NullMarked;
