/**
 * What a user can write down: values that check themselves and round-trip as JSON.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.config;

import org.jspecify.annotations.NullMarked;
