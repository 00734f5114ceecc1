/**
 * What runs are worth, as people say it: which classes are mixed up, whether a network knows how
 * sure it may be, which of two is better.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.studio.judge;

import org.jspecify.annotations.NullMarked;
