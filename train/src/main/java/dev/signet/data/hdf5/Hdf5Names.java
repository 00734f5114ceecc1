package dev.signet.data.hdf5;

import dev.signet.SignetException;
import dev.signet.data.DataRemarks;
import dev.signet.data.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the data sets of a file are, by their names: the article's {@code train_set_x}, {@code
 * train_set_y} and {@code list_classes}; else names that leave one reading, such as {@code X_train}
 * and {@code Y_train}, {@code images} and {@code labels}, {@code train/x} and {@code train/y}.
 */
final class Hdf5Names {
  static final String CLASSES = "list_classes";

  private static final Set<String> FILLERS = Set.of("set", "dataset");

  /** What a data set may be, by its name without part and fillers. */
  private enum Role {
    PICTURES("x", "image", "images", "img", "imgs", "picture", "pictures", "data", "pixels"),
    LABELS("y", "label", "labels", "target", "targets", "class id", "class ids"),
    LIST("list classes", "classes", "class names", "label names", "categories");

    @SuppressWarnings("ImmutableEnumChecker") // the set is
    private final Set<String> names;

    Role(String... names) {
      this.names = Set.of(names);
    }

    boolean fits(Hdf5Array array) {
      int axes = array.shape().length;
      return this == PICTURES ? axes >= 3 : axes == 1 || axes == 2;
    }
  }

  /** A data set with what its name says; a part of null is not said. */
  private record Named(String path, @Nullable Part part, Role role) {
    String group() {
      return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    }
  }

  private final Path file;
  private final Hdf5Objects objects;
  private final List<Named> named;

  private Hdf5Names(Path file, Hdf5Objects objects) {
    this.file = file;
    this.objects = objects;
    named =
        objects.arrays().entrySet().stream()
            .flatMap(entry -> named(entry.getKey(), entry.getValue()).stream())
            .toList();
  }

  /**
   * The keys of each part of the file, at least one.
   *
   * @throws SignetException if there is none, or more than one reading
   */
  static Map<Part, Hdf5Keys> find(Path file, Hdf5Objects objects, DataRemarks remarks) {
    Map<Part, Hdf5Keys> usual = usual(file, objects);
    if (usual.values().stream().anyMatch(keys -> keys.classes().isPresent())) {
      return usual;
    }
    Hdf5Names names = new Hdf5Names(file, objects);
    Map<Part, Hdf5Keys> guessed = usual.isEmpty() ? names.guess() : names.withList(usual);
    if (guessed.equals(usual)) {
      return usual;
    }
    guessed
        .values()
        .forEach(
            keys ->
                remarks.add(
                    "%s: pictures from %s, labels from %s%s"
                        .formatted(
                            file,
                            keys.pictures(),
                            keys.labels(),
                            keys.classes().map(path -> ", classes from " + path).orElse(""))));
    return guessed;
  }

  private static Map<Part, Hdf5Keys> usual(Path file, Hdf5Objects objects) {
    List<String> names = objects.names();
    Optional<String> list = Optional.of(CLASSES).filter(names::contains);
    Map<Part, Hdf5Keys> parts = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      for (String prefix : part.names()) {
        Hdf5Keys keys = new Hdf5Keys(prefix + "_set_x", prefix + "_set_y", list);
        if (names.contains(keys.pictures()) || names.contains(keys.labels())) {
          Hdf5Keys other = parts.put(part, keys);
          if (other != null) {
            throw new SignetException(
                "%s holds both %s and %s; keep one"
                    .formatted(file, other.pictures(), keys.pictures()));
          }
        }
      }
    }
    return parts;
  }

  private static Optional<Named> named(String path, Hdf5Array array) {
    Part part = null;
    String name = "";
    for (String component : path.split("/", -1)) {
      List<String> words = new ArrayList<>();
      for (String word : words(component)) {
        Optional<Part> said = partOf(word);
        if (said.isPresent()) {
          part = said.get();
        } else if (!FILLERS.contains(word)) {
          words.add(word);
        }
      }
      name = words.isEmpty() ? name : String.join(" ", words);
    }
    for (Role role : Role.values()) {
      if (role.names.contains(name) && role.fits(array)) {
        return Optional.of(new Named(path, part, role));
      }
    }
    return Optional.empty();
  }

  private static List<String> words(String component) {
    String spaced =
        component
            .replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ") // trainImages
            .replaceAll("(?<=[A-Z])(?=[A-Z][a-z])", " "); // XTrain
    return Stream.of(spaced.toLowerCase(Locale.ROOT).split("[ _.-]+", -1))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static Optional<Part> partOf(String word) {
    return Stream.of(Part.values()).filter(part -> part.names().contains(word)).findFirst();
  }

  private Map<Part, Hdf5Keys> guess() {
    boolean said = named.stream().anyMatch(n -> n.part() != null && n.role() == Role.PICTURES);
    Map<Part, Hdf5Keys> parts = new EnumMap<>(Part.class);
    if (!said) {
      keys(null).ifPresent(keys -> parts.put(Part.TRAIN, keys));
    } else if (named.stream().anyMatch(n -> n.part() == null && n.role() != Role.LIST)) {
      throw manyReadings(named.stream().map(Named::path).toList());
    } else {
      for (Part part : Part.values()) {
        keys(part).ifPresent(keys -> parts.put(part, keys));
      }
    }
    if (parts.isEmpty()) {
      throw missing(file, objects, "train_set_x");
    }
    return parts;
  }

  private Map<Part, Hdf5Keys> withList(Map<Part, Hdf5Keys> usual) {
    List<Named> lists = named.stream().filter(n -> n.role() == Role.LIST).toList();
    if (lists.size() > 1) {
      throw manyReadings(lists.stream().map(Named::path).toList());
    }
    Map<Part, Hdf5Keys> parts = new EnumMap<>(usual);
    lists.forEach(
        list ->
            parts.replaceAll(
                (part, keys) ->
                    new Hdf5Keys(keys.pictures(), keys.labels(), Optional.of(list.path()))));
    return parts;
  }

  private Optional<Hdf5Keys> keys(@Nullable Part part) {
    Optional<Named> pictures = only(part, Role.PICTURES);
    Optional<Named> labels = only(part, Role.LABELS);
    if (pictures.isEmpty()) {
      return Optional.empty();
    }
    if (labels.isEmpty()) {
      throw new SignetException(
          "%s: %s has no labels that are called like it; name both with --keys PICTURES,LABELS"
              .formatted(file, pictures.get().path()));
    }
    return Optional.of(
        new Hdf5Keys(
            pictures.get().path(), labels.get().path(), list(pictures.get()).map(Named::path)));
  }

  private Optional<Named> only(@Nullable Part part, Role role) {
    List<Named> found = named.stream().filter(n -> n.role() == role && n.part() == part).toList();
    if (found.size() > 1) {
      throw manyReadings(found.stream().map(Named::path).toList());
    }
    return found.stream().findFirst();
  }

  /** The only list, or the only one beside the pictures. */
  private Optional<Named> list(Named pictures) {
    List<Named> lists = named.stream().filter(n -> n.role() == Role.LIST).toList();
    if (lists.size() > 1) {
      lists = lists.stream().filter(n -> n.group().equals(pictures.group())).toList();
    }
    if (lists.size() > 1) {
      throw manyReadings(lists.stream().map(Named::path).toList());
    }
    return lists.stream().findFirst();
  }

  private SignetException manyReadings(List<String> paths) {
    return new SignetException(
        "%s can be read in more than one way (%s); say which with --keys PICTURES,LABELS[,CLASSES]"
            .formatted(file, String.join(", ", paths)));
  }

  /** What is there in place of what is sought. */
  static SignetException missing(Path file, Hdf5Objects objects, String name) {
    String there =
        objects.arrays().entrySet().stream()
            .map(e -> e.getKey() + " " + Hdf5Shape.describe(e.getValue().shape()))
            .collect(Collectors.joining(", "));
    return new SignetException(
        "%s has no data set %s; it holds %s, but train_set_x, train_set_y and list_classes (or the"
                .formatted(file, name, there.isEmpty() ? "nothing" : there)
            + " same with test_ or validation_) are expected; --keys PICTURES,LABELS names others");
  }
}
