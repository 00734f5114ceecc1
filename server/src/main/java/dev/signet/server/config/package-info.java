/** What an operator can choose: records that check themselves. */
@NullMarked
package dev.signet.server.config;

import org.jspecify.annotations.NullMarked;
