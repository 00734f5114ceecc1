package dev.signet.data;

import dev.signet.SignetException;
import java.util.Locale;
import java.util.Optional;

/**
 * What one training needs: pictures to learn from and, if there are any, pictures to watch it by
 * and pictures to judge it by in the end.
 *
 * @param train what the network learns from
 * @param validation what the run is watched by, if a part was set aside
 * @param test what the finished network is judged by
 */
public record DataParts(
    ImageDataset train, Optional<ImageDataset> validation, Optional<ImageDataset> test) {
  /** Checks that all parts have the size and the classes of the training part. */
  public DataParts {
    validation.ifPresent(part -> requireSameShape(train, part));
    test.ifPresent(part -> requireSameShape(train, part));
  }

  /**
   * What a training is watched by: the validation part, or else the test part. Watching decides
   * nothing, so the test part stays honest.
   */
  public Optional<ImageDataset> watched() {
    return validation.or(() -> test);
  }

  private static void requireSameShape(ImageDataset train, ImageDataset other) {
    if (!train.classes().equals(other.classes())) {
      throw new SignetException(
          "%s has classes %s, but %s has %s; both must be the same"
              .formatted(other.name(), other.classes(), train.name(), train.classes()));
    }
    if (train.height() != other.height() || train.width() != other.width()) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s holds %d x %d pictures, but %s %d x %d; both must be the same",
              other.name(),
              other.height(),
              other.width(),
              train.name(),
              train.height(),
              train.width()));
    }
  }
}
