/**
 * Pictures from folders of files, one folder a class.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.data.folder;

import org.jspecify.annotations.NullMarked;
