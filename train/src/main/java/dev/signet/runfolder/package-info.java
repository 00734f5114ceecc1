/**
 * What a run leaves in its folder, and how it is read back.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.runfolder;

import org.jspecify.annotations.NullMarked;
