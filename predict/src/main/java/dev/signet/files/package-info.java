/** Files that are either whole or not there: what every writer of Signet goes through. */
@NullMarked
package dev.signet.files;

import org.jspecify.annotations.NullMarked;
