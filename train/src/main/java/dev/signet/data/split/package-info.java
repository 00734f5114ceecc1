/** Parts that are held out, and which pictures must stay together. */
@NullMarked
package dev.signet.data.split;

import org.jspecify.annotations.NullMarked;
