/**
 * Parts that are held out, and which pictures must stay together.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.data.split;

import org.jspecify.annotations.NullMarked;
