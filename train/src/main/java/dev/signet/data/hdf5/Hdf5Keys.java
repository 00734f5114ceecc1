package dev.signet.data.hdf5;

import dev.signet.InvalidValueException;
import dev.signet.data.Part;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which data sets of an HDF5 file hold the pictures, the labels and the list of classes. {@code
 * {part}} in them stands for {@code train}, {@code test}, {@code validation} and their other names.
 *
 * <p>Immutable.
 *
 * @param pictures path of the pictures, such as {@code images} or {@code {part}/x}
 * @param labels path of the labels
 * @param classes path of the list of classes, if there is one
 */
public record Hdf5Keys(String pictures, String labels, Optional<String> classes) {
  private static final String PART = "{part}";

  /**
   * What a user wrote: {@code PICTURES,LABELS} or {@code PICTURES,LABELS,CLASSES}.
   *
   * @throws InvalidValueException if it is neither
   */
  public static Hdf5Keys parse(String text) {
    List<String> paths = List.of(text.split(",", -1)).stream().map(String::strip).toList();
    if (paths.size() < 2 || paths.size() > 3 || paths.contains("")) {
      throw new InvalidValueException(
          "keys (--keys) must be PICTURES,LABELS or PICTURES,LABELS,CLASSES but was '%s'"
              .formatted(text));
    }
    return new Hdf5Keys(
        paths.get(0),
        paths.get(1),
        paths.size() == 3 ? Optional.of(paths.get(2)) : Optional.empty());
  }

  /** What each part of a file is called; one that the keys do not name is the training part. */
  Map<Part, Hdf5Keys> byPart(Hdf5Objects objects) {
    Map<Part, Hdf5Keys> parts = new EnumMap<>(Part.class);
    if (!pictures.contains(PART)) {
      parts.put(Part.TRAIN, this);
      return parts;
    }
    for (Part part : Part.values()) {
      for (String name : part.names()) {
        Hdf5Keys named =
            new Hdf5Keys(
                pictures.replace(PART, name),
                labels.replace(PART, name),
                classes.map(path -> path.replace(PART, name)));
        if (objects.array(named.pictures()).isPresent()) {
          parts.putIfAbsent(part, named);
        }
      }
    }
    return parts;
  }
}
