package dev.signet.data.hdf5;

import io.jhdf.exceptions.UnsupportedHdfException;

/** What jHDF says of a file, in words for its owner. */
final class Hdf5Failure {
  private Hdf5Failure() {}

  /** The innermost reason. */
  static String words(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    String said = deepest.getMessage();
    if (!deepest.getClass().getName().startsWith("io.jhdf.") || said == null) {
      return "its bytes make no sense as HDF5";
    }
    return deepest instanceof UnsupportedHdfException
        ? "it uses a feature of HDF5 that Signet does not read (%s)".formatted(said)
        : said;
  }
}
