package dev.signet.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.signet.InvalidValueException;
import java.util.Optional;

/** Where the pictures come from. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = DataConfig.Files.class, name = "files"),
  @JsonSubTypes.Type(value = DataConfig.Synthetic.class, name = "synthetic"),
  @JsonSubTypes.Type(value = DataConfig.HeldOut.class, name = "held-out"),
  @JsonSubTypes.Type(value = DataConfig.Fold.class, name = "fold")
})
public sealed interface DataConfig {
  /**
   * Pictures on disk.
   *
   * @param data a folder with a folder per class, or another kind of data, file or folder
   * @param testData a second such place for the test part
   * @param maxPixels height times width that a picture file may have, 1 to 700,000,000; the
   *     decoder's own limit if it is absent
   * @param keys names of the data sets in HDF5 files, {@code PICTURES,LABELS[,CLASSES]}, if they
   *     are not to be found
   * @param reading how they are read and kept; the usual way if it is absent
   * @param labels the table that says of which class they are, if one does
   * @param fit how they are brought to size; squeezed if it is absent
   */
  record Files(
      String data,
      Optional<String> testData,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Long> maxPixels,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> keys,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Reading> reading,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Labels> labels,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Fit> fit)
      implements DataConfig {
    public Files {
      maxPixels.ifPresent(
          pixels -> Ranges.require("pixels of a picture (--max-pixels)", pixels, 1, 700_000_000));
    }

    /** The same, but HDF5 files are read by these names. */
    public Files withKeys(Optional<String> names) {
      return new Files(data, testData, maxPixels, names, reading, labels, fit);
    }

    /** The same, but read and kept in this way. */
    public Files withReading(Reading other) {
      return new Files(
          data,
          testData,
          maxPixels,
          keys,
          other.equals(Reading.DEFAULT) ? Optional.empty() : Optional.of(other),
          labels,
          fit);
    }

    /** The same, but this table says of which class they are. */
    public Files withLabels(Optional<Labels> other) {
      return new Files(data, testData, maxPixels, keys, reading, other, fit);
    }

    /** The same, but brought to size in this way. */
    public Files withFit(Fit other) {
      return new Files(
          data,
          testData,
          maxPixels,
          keys,
          reading,
          labels,
          other == Fit.SQUEEZE ? Optional.empty() : Optional.of(other));
    }

    /** Pictures of the decoder's own limit, whose data sets have usual names. */
    public Files(String data, Optional<String> testData) {
      this(data, testData, Optional.empty());
    }

    /** Pictures of this limit, whose data sets have usual names. */
    public Files(String data, Optional<String> testData, Optional<Long> maxPixels) {
      this(
          data,
          testData,
          maxPixels,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
  }

  /**
   * A CSV file of paths and labels.
   *
   * @param file the table, whose paths begin at the folder of the pictures; absent where the data
   *     is the table
   * @param pathColumn the column of paths, if it is not found by its name
   * @param labelColumn the column of labels, if it is not found by its name
   */
  record Labels(
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> file,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> pathColumn,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> labelColumn) {}

  /**
   * How pictures on disk are read.
   *
   * @param cache where they are kept between the epochs; the weights do not depend on it
   * @param onUnreadable what happens to pictures that cannot be read
   */
  record Reading(CacheMode cache, OnUnreadable onUnreadable) {
    /** What fits into memory is kept there, and every picture must be readable. */
    public static final Reading DEFAULT = new Reading(CacheMode.AUTO, OnUnreadable.STOP);
  }

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

    public Synthetic {
      Ranges.require("number of train pictures (--train)", train, 6, 1_000_000);
      Ranges.require("number of test pictures (--test)", test, 6, 1_000_000);
    }
  }

  /**
   * Other pictures, with a validation part set aside from those to learn from. Without group and
   * numbers it is the last share of each class in the order of the pictures, one block.
   *
   * @param source the pictures
   * @param fraction share of each class that is set aside, above 0 to below 1
   * @param group what must stay together: {@code runs}, or a pattern on the pictures' names
   * @param numbers a CSV file with the pictures' numbers: the last ones are set aside
   */
  record HeldOut(
      DataConfig source, double fraction, Optional<String> group, Optional<String> numbers)
      implements DataConfig {
    public HeldOut {
      if (!(fraction > 0 && fraction < 1)) {
        throw new InvalidValueException(
            "validation part (--validation) must be > 0 and < 1 but was " + Ranges.plain(fraction));
      }
      if (group.isPresent() && numbers.isPresent()) {
        throw new InvalidValueException("give either --group or --numbers, not both");
      }
    }
  }

  /**
   * Other pictures without their test part: those to learn from are dealt into folds, each class
   * evenly, and one fold takes the test part's place. Without group and numbers a fold has one
   * block of each class in the order of the pictures.
   *
   * @param source the pictures
   * @param folds how many, 2 to 100
   * @param fold which one is left out of the training, from 1
   * @param group what must stay together: {@code runs}, or a pattern on the pictures' names
   * @param numbers a CSV file with the pictures' numbers, by which the blocks are cut
   */
  record Fold(
      DataConfig source, int folds, int fold, Optional<String> group, Optional<String> numbers)
      implements DataConfig {
    public Fold {
      Ranges.require("number of folds (--folds)", folds, 2, 100);
      Ranges.require("fold", fold, 1, folds);
      if (group.isPresent() && numbers.isPresent()) {
        throw new InvalidValueException("give either --group or --numbers, not both");
      }
    }
  }

  /**
   * One fold of these pictures; what is set aside for validation comes out of the others.
   *
   * @param folds as in {@link Fold}
   */
  default DataConfig inFold(int folds, int fold, Optional<String> group, Optional<String> numbers) {
    return this instanceof HeldOut held
        ? new HeldOut(
            held.source().inFold(folds, fold, group, numbers),
            held.fraction,
            held.group,
            held.numbers)
        : new Fold(this, folds, fold, group, numbers);
  }

  /** The pictures that this is a choice of: files, or drawn ones. */
  default DataConfig root() {
    if (this instanceof HeldOut held) {
      return held.source().root();
    }
    return this instanceof Fold fold ? fold.source().root() : this;
  }

  /** The same choice of other pictures. */
  default DataConfig ofRoot(DataConfig other) {
    if (this instanceof HeldOut held) {
      return new HeldOut(held.source().ofRoot(other), held.fraction, held.group, held.numbers);
    }
    return this instanceof Fold fold
        ? new Fold(fold.source().ofRoot(other), fold.folds, fold.fold, fold.group, fold.numbers)
        : other;
  }

  /** The same pictures, read and kept in this way; those that are drawn stay as they are. */
  default DataConfig readBy(Reading reading) {
    return root() instanceof Files files ? ofRoot(files.withReading(reading)) : this;
  }

  /** The same pictures, brought to size in this way; those that are drawn have it. */
  default DataConfig fittedBy(Fit fit) {
    return root() instanceof Files files ? ofRoot(files.withFit(fit)) : this;
  }

  /** How the pictures are read, if they are on disk. */
  default Reading howRead() {
    return root() instanceof Files files
        ? files.reading().orElse(Reading.DEFAULT)
        : Reading.DEFAULT;
  }

  /** Whether the pictures are drawn by Signet. */
  default boolean drawn() {
    return root() instanceof Synthetic;
  }
}
