package dev.signet.data;

import java.util.List;

/** Which pictures of a data set: what the network learns from, is watched by, is judged by. */
public enum Part {
  /** What the network learns from. */
  TRAIN,
  /** What the run is watched by. */
  VALIDATION,
  /** What the finished network is judged by. */
  TEST;

  /**
   * What folders, files ({@code train_signs.h5}) and HDF5 data sets ({@code train_set_x}) of this
   * part are called; the first is the one that is written.
   */
  public List<String> names() {
    return switch (this) {
      case TRAIN -> List.of("train", "training");
      case VALIDATION -> List.of("validation", "val", "valid");
      case TEST -> List.of("test", "testing");
    };
  }
}
