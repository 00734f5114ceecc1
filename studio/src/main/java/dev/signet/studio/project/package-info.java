/**
 * A folder with a folder a class, as a page changes it: pictures are added, moved, thrown into a
 * bin and brought back, and whatever comes of it is what every command takes.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.studio.project;

import org.jspecify.annotations.NullMarked;
