package dev.signet.cli.options;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the data sets of HDF5 files are called. */
public final class KeysOption {
  @Option(
      names = "--keys",
      paramLabel = "PICTURES,LABELS[,CLASSES]",
      description = {
        "With --data: names of the data sets in HDF5 files, where they are not found by themselves;",
        "{part} in them stands for train, test and validation."
      })
  @Nullable String keys;

  /** The names, if there are any. */
  public Optional<String> given() {
    return Optional.ofNullable(keys);
  }
}
