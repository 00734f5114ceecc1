package dev.signet.data.numpy;

import dev.signet.SignetException;
import dev.signet.data.ClassNames;
import dev.signet.data.ImageSource;
import dev.signet.data.Part;
import dev.signet.data.RawPictures;
import dev.signet.picture.ImageSize;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Arrays by their names, as parts of a data set.
 *
 * @param where they lie, for messages
 * @param stamp changes when they do
 * @param arrays by name
 */
record ArrayNames(String where, long stamp, Map<String, NpyArray> arrays) {
  private static final Set<String> PICTURES =
      Set.of("x", "images", "image", "data", "imgs", "pictures", "set_x", "arr_0");
  private static final Set<String> LABELS =
      Set.of("y", "labels", "label", "targets", "target", "set_y", "arr_1");
  private static final Set<String> CLASSES =
      Set.of("classes", "class_names", "label_names", "list_classes", "names");

  /** A map that may be changed. */
  Map<Part, ImageSource> parts() {
    Map<Part, NpyArray> pictures = byPart(PICTURES);
    Map<Part, NpyArray> labels = byPart(LABELS);
    Map<Part, ImageSource> parts = new EnumMap<>(Part.class);
    pictures.forEach(
        (part, array) -> {
          NpyArray other = labels.get(part);
          if (other == null) {
            throw new SignetException(
                "%s: pictures of the %s part have no labels beside them, such as y_%s; it holds %s"
                    .formatted(where, part.names().get(0), part.names().get(0), listed()));
          }
          parts.put(part, part(array, other));
        });
    labels.forEach(
        (part, array) -> {
          if (!pictures.containsKey(part)) {
            throw new SignetException(
                "%s: labels of the %s part have no pictures beside them, such as x_%s; it holds %s"
                    .formatted(where, part.names().get(0), part.names().get(0), listed()));
          }
        });
    if (parts.isEmpty()) {
      throw new SignetException(
          "%s: no pictures are found by their names (x_train and y_train, images and labels, ...);"
                  .formatted(where)
              + " it holds "
              + listed());
    }
    return parts;
  }

  private String listed() {
    return arrays.isEmpty()
        ? "no arrays"
        : arrays.entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue().describe())
            .collect(Collectors.joining(", "));
  }

  private Map<Part, NpyArray> byPart(Set<String> words) {
    Map<Part, String> names = new EnumMap<>(Part.class);
    Map<Part, NpyArray> found = new EnumMap<>(Part.class);
    arrays.forEach(
        (name, array) -> {
          Part part = part(name);
          if (words.contains(withoutPart(name)) && found.put(part, array) != null) {
            throw new SignetException(
                "%s: %s and %s are both the %s part; keep one"
                    .formatted(where, names.get(part), name, part.names().get(0)));
          }
          if (words.contains(withoutPart(name))) {
            names.put(part, name);
          }
        });
    return found;
  }

  /** The part that a name speaks of; the one to learn from if it does not say. */
  static Part part(String name) {
    List<String> words = List.of(name.toLowerCase(Locale.ROOT).split("[_.-]", -1));
    return Arrays.stream(Part.values())
        .filter(part -> words.stream().anyMatch(part.names()::contains))
        .findFirst()
        .orElse(Part.TRAIN);
  }

  private static String withoutPart(String name) {
    String all =
        Arrays.stream(Part.values())
            .flatMap(part -> part.names().stream())
            .collect(Collectors.joining("|"));
    return name.toLowerCase(Locale.ROOT)
        .replace('-', '_')
        .replace('.', '_')
        .replaceFirst("^(%s)_".formatted(all), "")
        .replaceFirst("_(%s)$".formatted(all), "");
  }

  private ImageSource part(NpyArray pictures, NpyArray labels) {
    long[] shape = pictures.shape();
    RawPictures.Layout layout = layout(pictures);
    boolean planes = shape.length == 4 && shape[3] != 3 && shape[3] != 1;
    long height = shape[planes ? 2 : 1];
    long width = shape[planes ? 3 : 2];
    if (!ImageSize.isAllowed(height, width) || shape[0] < 1 || shape[0] > Integer.MAX_VALUE) {
      throw new SignetException(
          "%s has shape %s; its pictures are too large or there are none"
              .formatted(pictures.where(), Arrays.toString(shape)));
    }
    if (!labels.isFlat() || labels.count() != shape[0]) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s has shape %s, but there are %d pictures; one label each is expected",
              labels.where(),
              Arrays.toString(labels.shape()),
              shape[0]));
    }
    ClassNames.Named named = labels.isText() ? ClassNames.Named.of(labels.words()) : named(labels);
    ImageSize size = new ImageSize((int) height, (int) width);
    RawPictures.Place place =
        new RawPictures.Place(
            pictures.bytes(),
            pictures.first(),
            height * width * layout.channels(),
            layout,
            size,
            stamp);
    return new RawPictures(
        pictures.where(), pictures.where(), named.classes(), named.labels(), place);
  }

  private ClassNames.Named named(NpyArray labels) {
    int[] values = labels.integers();
    Optional<NpyArray> names =
        arrays.entrySet().stream()
            .filter(entry -> CLASSES.contains(entry.getKey().toLowerCase(Locale.ROOT)))
            .map(Map.Entry::getValue)
            .filter(array -> array.isText() && array.isFlat())
            .findFirst();
    return new ClassNames.Named(
        names.map(NpyArray::words).orElseGet(() -> ClassNames.numbered(labels.where(), values)),
        values);
  }

  private static RawPictures.Layout layout(NpyArray pictures) {
    long[] shape = pictures.shape();
    if (!pictures.type().equals("|u1")) {
      throw new SignetException(
          "%s holds %s, but pictures are expected as uint8; store (255 * x).astype('uint8') or x.astype('uint8')"
              .formatted(pictures.where(), pictures.describe()));
    }
    if (shape.length == 3 || (shape.length == 4 && shape[3] == 1)) {
      return RawPictures.Layout.GREY;
    }
    if (shape.length == 4 && shape[3] == 3) {
      return RawPictures.Layout.PIXELS;
    }
    if (shape.length == 4 && (shape[1] == 3 || shape[1] == 1)) {
      return shape[1] == 3 ? RawPictures.Layout.PLANES : RawPictures.Layout.GREY;
    }
    throw new SignetException(
        "%s has shape %s, but [n, h, w, 3], [n, h, w, 1], [n, h, w] or [n, 3, h, w] is expected"
            .formatted(pictures.where(), Arrays.toString(shape)));
  }
}
