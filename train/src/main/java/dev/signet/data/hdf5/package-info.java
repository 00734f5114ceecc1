/**
 * Pictures from HDF5 files and into them; nothing else knows jHDF.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.data.hdf5;

import org.jspecify.annotations.NullMarked;
