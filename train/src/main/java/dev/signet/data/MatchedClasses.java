package dev.signet.data;

import dev.signet.SignetException;
import java.util.Arrays;
import java.util.List;

/**
 * Labelled pictures whose labels are put in the order of other classes, by their names. Classes
 * that the pictures lack have none of them; a class that is not known is an error.
 *
 * <p>Thread-safe: it keeps no state.
 */
public final class MatchedClasses {
  private static final int NAMED = 10;

  private MatchedClasses() {}

  /**
   * The pictures with {@code classes}; themselves where these are theirs.
   *
   * @param owner who knows the classes, for messages: {@code the model}, a folder
   * @param remarks is told which classes have no pictures
   * @throws SignetException if the pictures have a class that is not among {@code classes}
   */
  public static ImageSource match(
      ImageSource pictures, List<String> classes, String owner, DataRemarks remarks) {
    List<String> own = pictures.classes();
    if (own.equals(classes)) {
      return pictures;
    }
    List<String> unknown = own.stream().filter(name -> !classes.contains(name)).toList();
    if (!unknown.isEmpty()) {
      throw new SignetException(
          "%s has classes that %s does not know: %s; it knows %s"
              .formatted(pictures.name(), owner, some(unknown), some(classes)));
    }
    List<String> missing = classes.stream().filter(name -> !own.contains(name)).toList();
    if (!missing.isEmpty()) {
      remarks.add(
          "%s has no pictures of %s; there is no recall for them"
              .formatted(pictures.name(), some(missing)));
    }
    int[] positions = own.stream().mapToInt(classes::indexOf).toArray();
    int[] labels = new int[pictures.size()];
    Arrays.setAll(labels, i -> positions[pictures.label(i)]);
    return pictures.labelled(classes, labels);
  }

  private static String some(List<String> names) {
    int more = names.size() - NAMED;
    String first = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
    return more > 0 ? first + " and " + more + " more" : first;
  }
}
