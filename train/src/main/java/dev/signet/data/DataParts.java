package dev.signet.data;

import dev.signet.SignetException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one training needs: pictures to learn from and, if there are any, pictures to watch it by
 * and pictures to judge it by in the end.
 *
 * @param train what the network learns from
 * @param validation what the run is watched by, if a part was set aside
 * @param test what the finished network is judged by
 */
public record DataParts(
    ImageSource train, Optional<ImageSource> validation, Optional<ImageSource> test) {
  /** Checks that all parts have the size, the fit and the classes of the training part. */
  public DataParts {
    validation.ifPresent(part -> requireSameShape(train, part));
    test.ifPresent(part -> requireSameShape(train, part));
  }

  /**
   * What a training is watched by: the validation part, or else the test part. Watching decides
   * nothing, so the test part stays honest.
   */
  public Optional<ImageSource> watched() {
    return validation.or(() -> test);
  }

  /** What was said of each picture that was left out because it could not be read. */
  public List<String> unreadable() {
    return Stream.of(Optional.of(train), validation, test)
        .flatMap(part -> part.stream().flatMap(source -> source.unreadable().stream()))
        .distinct() // parts of one source share them
        .toList();
  }

  private static void requireSameShape(ImageSource train, ImageSource other) {
    if (!train.classes().equals(other.classes())) {
      throw new SignetException(
          "%s has classes %s, but %s has %s; both must be the same"
              .formatted(other.name(), other.classes(), train.name(), train.classes()));
    }
    if (train.fit() != other.fit()) {
      throw new SignetException(
          "%s was brought to size by fit %s, but %s by %s; both must be the same"
              .formatted(other.name(), other.fit().label(), train.name(), train.fit().label()));
    }
    if (!train.pictureSize().equals(other.pictureSize())) {
      throw new SignetException(
          "%s holds %s pictures, but %s %s; both must be the same"
              .formatted(other.name(), other.pictureSize(), train.name(), train.pictureSize()));
    }
  }
}
