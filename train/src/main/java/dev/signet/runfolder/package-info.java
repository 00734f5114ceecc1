/** What a run leaves in its folder, and how it is read back. */
@NullMarked
package dev.signet.runfolder;

import org.jspecify.annotations.NullMarked;
