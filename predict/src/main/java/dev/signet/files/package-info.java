/**
 * Files that are either whole or not there: what every writer of Signet goes through.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.files;

import org.jspecify.annotations.NullMarked;
