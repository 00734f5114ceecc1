/**
 * What a configuration or a user means by data: the other packages of data, chosen and combined.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.data.configured;

import org.jspecify.annotations.NullMarked;
