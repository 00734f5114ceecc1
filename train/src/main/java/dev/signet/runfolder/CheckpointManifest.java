package dev.signet.runfolder;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a checkpoint says beside its arrays.
 *
 * @param formatVersion {@value #FORMAT_VERSION} now
 * @param run of which it is
 * @param position where the training stands
 * @param best number of the best epoch so far, counted from 0; its weights are a part
 * @param checksums CRC-32C of each part, hexadecimal
 */
public record CheckpointManifest(
    int formatVersion,
    RunIdentity run,
    TrainingPosition position,
    Optional<Integer> best,
    Map<String, String> checksums) {
  /** The version that this build writes; it reads this one and, by its older names, 1. */
  public static final int FORMAT_VERSION = 2;

  /** A manifest as this build writes it; the checksums come with the arrays. */
  public static CheckpointManifest of(
      RunIdentity run, TrainingPosition position, Optional<Integer> best) {
    return new CheckpointManifest(FORMAT_VERSION, run, position, best, Map.of());
  }

  CheckpointManifest withChecksums(Map<String, String> value) {
    return new CheckpointManifest(formatVersion, run, position, best, new TreeMap<>(value));
  }
}
