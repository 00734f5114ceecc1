package dev.signet.data.hdf5;

import dev.signet.data.DataRemarks;
import java.util.Optional;

/**
 * How HDF5 files are read.
 *
 * @param keys which data sets are meant, if the user says so
 * @param classes what labels mean in a file without a list of classes, if another file says so
 * @param remarks is told what was read otherwise than by the letter
 */
record Hdf5Reading(Optional<Hdf5Keys> keys, Optional<ClassList> classes, DataRemarks remarks) {
  /** By the file alone. */
  static final Hdf5Reading PLAIN =
      new Hdf5Reading(Optional.empty(), Optional.empty(), DataRemarks.NONE);

  Hdf5Reading withClasses(Optional<ClassList> other) {
    return new Hdf5Reading(keys, other, remarks);
  }
}
