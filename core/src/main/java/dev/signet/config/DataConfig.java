package dev.signet.config;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;

/** Where the pictures come from. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = DataConfig.Files.class, name = "files"),
  @JsonSubTypes.Type(value = DataConfig.Synthetic.class, name = "synthetic")
})
public sealed interface DataConfig {
  /**
   * Pictures on disk.
   *
   * @param data an HDF5 file, a folder of them, or a folder with a folder per class
   * @param testData a second such place for the test part
   */
  record Files(String data, Optional<String> testData) implements DataConfig {}

  /**
   * The built-in pictures: rendered hands that show 0 to 5.
   *
   * @param train pictures to learn from, 6 to 1,000,000
   * @param test pictures to judge by, 6 to 1,000,000
   * @param seed of the pictures
   */
  record Synthetic(int train, int test, long seed) implements DataConfig {
    /** As many as SIGNS has. */
    public static final Synthetic DEFAULT = new Synthetic(1080, 120, 7);

    /** Checks the ranges. */
    public Synthetic {
      Ranges.require("number of train pictures (--train)", train, 6, 1_000_000);
      Ranges.require("number of test pictures (--test)", test, 6, 1_000_000);
    }
  }
}
