package dev.signet.cli.options;

import dev.signet.config.DataConfig;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A table that says of which class pictures are. */
public final class LabelsOptions {
  @Option(
      names = "--labels",
      paramLabel = "FILE.csv",
      description = {
        "With --data: a CSV file with a header and a row for each picture, whose paths begin at the",
        "folder --data; --data FILE.csv takes paths that begin at the file's own folder."
      })
  @Nullable String labels;

  @Option(
      names = "--path-column",
      paramLabel = "NAME",
      description = "The CSV file's column of paths (default: found by its name).")
  @Nullable String pathColumn;

  @Option(
      names = "--label-column",
      paramLabel = "NAME",
      description = "The CSV file's column of labels (default: found by its name).")
  @Nullable String labelColumn;

  /** The table, if anything is said of it. */
  public Optional<DataConfig.Labels> given() {
    return labels == null && pathColumn == null && labelColumn == null
        ? Optional.empty()
        : Optional.of(
            new DataConfig.Labels(
                Optional.ofNullable(labels),
                Optional.ofNullable(pathColumn),
                Optional.ofNullable(labelColumn)));
  }
}
