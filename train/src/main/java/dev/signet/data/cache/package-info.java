/** Where pictures are kept between the epochs: memory, one file on disk, or nowhere. */
@NullMarked
package dev.signet.data.cache;

import org.jspecify.annotations.NullMarked;
