/**
 * What an operator can choose: records that check themselves.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.server.config;

import org.jspecify.annotations.NullMarked;
