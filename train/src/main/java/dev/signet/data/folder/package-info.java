/** Pictures from folders of files, one folder a class. */
@NullMarked
package dev.signet.data.folder;

import org.jspecify.annotations.NullMarked;
