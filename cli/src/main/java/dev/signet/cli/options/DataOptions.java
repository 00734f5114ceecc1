package dev.signet.cli.options;

import dev.signet.InvalidValueException;
import dev.signet.cli.console.CommandBase;
import dev.signet.config.DataConfig;
import dev.signet.config.Fit;
import dev.signet.config.InputSize;
import dev.signet.data.DataParts;
import dev.signet.data.DataRemarks;
import dev.signet.data.configured.ConfiguredData;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the pictures come from. */
public final class DataOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR|FILE",
      description = {
        "Pictures: a folder with a folder per class, a CSV file of paths and labels, HDF5, tar shards",
        "(WebDataset), NumPy's .npz and .npy, MNIST's idx or CIFAR's binary files",
        "(default: the built-in synthetic hands)."
      })
  @Nullable String data;

  @Option(
      names = "--test-data",
      paramLabel = "DIR|FILE",
      description = "Pictures to judge by, if --data does not hold them.")
  @Nullable String testData;

  @Mixin KeysOption keys = new KeysOption();

  @Mixin LabelsOptions labels = new LabelsOptions();

  @Option(
      names = "--input",
      paramLabel = "3xHxW",
      description = {
        "Size that pictures are resized to (default: 3x64x64 for picture files and built-in pictures,",
        "arrays such as HDF5's keep their own)."
      })
  @Nullable String input;

  @Option(
      names = "--fit",
      paramLabel = "squeeze|crop|pad",
      description = {
        "With --data: how pictures of another shape are brought to that size: height and width each",
        "for itself, by the centre of what covers it, or with black around them (default: in train",
        "and lr-find squeeze for pictures that nearly have its shape, crop for others; else squeeze)."
      })
  @Nullable Fit fit;

  public @Mixin ReadingOptions reading = new ReadingOptions();

  public @Mixin PictureOptions pictures = new PictureOptions();

  public boolean isGiven() {
    return data != null;
  }

  /** The options as configuration; the built-in pictures when there is no {@code --data}. */
  public DataConfig toConfig() {
    if (data == null && testData != null) {
      throw new InvalidValueException(
          "--test-data has no effect without --data; name the pictures to learn from (--data)");
    }
    if (data == null && keys.given().isPresent()) {
      throw new InvalidValueException(
          "--keys has no effect without --data; name the HDF5 file (--data)");
    }
    if (data == null && labels.given().isPresent()) {
      throw new InvalidValueException(
          "--labels and its columns have no effect without --data; name the pictures' folder (--data)");
    }
    if (data == null && reading.isGiven()) {
      throw new InvalidValueException(
          "--cache and --on-unreadable have no effect without --data; name the pictures (--data)");
    }
    if (data == null && fit != null) {
      throw new InvalidValueException(
          "--fit has no effect without --data: built-in pictures are drawn in their size; name the pictures (--data)");
    }
    return data == null
        ? DataConfig.Synthetic.DEFAULT
        : reading.over(
            new DataConfig.Files(
                data,
                Optional.ofNullable(testData),
                Optional.ofNullable(pictures.maxPixels),
                keys.given(),
                Optional.empty(),
                labels.given(),
                Optional.ofNullable(fit)));
  }

  /** How pictures are brought to size, if that was said. */
  public Optional<Fit> fit() {
    return Optional.ofNullable(fit);
  }

  /** Opens pictures to learn from, brought to size as was said or as suits them. */
  public DataParts toLearnFrom(DataConfig config, CommandBase command) {
    if (fit != null) {
      return ConfiguredData.load(config, inputSize(), command::remark);
    }
    PatientRemarks remarks = new PatientRemarks(command);
    DataParts parts = ConfiguredData.loadAsSuits(config, inputSize(), remarks);
    remarks.ofReadable.forEach(command::remark);
    return parts;
  }

  /** Keeps back what an error would make pointless. */
  private static final class PatientRemarks implements DataRemarks {
    private final CommandBase command;
    private final List<String> ofReadable = new ArrayList<>();

    PatientRemarks(CommandBase command) {
      this.command = command;
    }

    @Override
    public void add(String remark) {
      command.remark(remark);
    }

    @Override
    public void addOfReadable(String remark) {
      ofReadable.add(remark);
    }
  }

  /** The size that was asked for. */
  public Optional<InputSize> inputSize() {
    return Optional.ofNullable(input).map(InputSize::parse);
  }
}
