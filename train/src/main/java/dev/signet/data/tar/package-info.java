/** Shards as WebDataset has them; nothing else knows commons-compress. */
@NullMarked
package dev.signet.data.tar;

import org.jspecify.annotations.NullMarked;
