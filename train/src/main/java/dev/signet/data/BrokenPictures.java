package dev.signet.data;

import dev.signet.SignetException;
import java.util.List;
import java.util.Locale;

/** What happens when some pictures of a source cannot be read. */
@FunctionalInterface
public interface BrokenPictures {
  /** Refuses the source and names the first few. */
  BrokenPictures REFUSE =
      (source, problems, pictures) -> {
        throw new SignetException(sentence(source, problems, pictures, ""));
      };

  /** More than one in so many are no accident any more. */
  int ONE_IN = 20;

  /**
   * Leaves them out and says so; refuses the source if they are more than 5 %.
   *
   * @param remarks is told how many there are and what was said of the first few
   */
  static BrokenPictures skipping(DataRemarks remarks) {
    return (source, problems, pictures) -> {
      if (problems.size() * (long) ONE_IN > pictures) {
        throw new SignetException(
            sentence(source, problems, pictures, ", more than the 5 % that may be skipped"));
      }
      remarks.add(sentence(source, problems, pictures, " and are left out"));
    };
  }

  private static String sentence(String source, List<String> problems, int pictures, String more) {
    int named = Math.min(3, problems.size());
    return String.format(
        Locale.ROOT,
        "%s: %d of %d pictures cannot be used%s: %s%s",
        source,
        problems.size(),
        pictures,
        more,
        String.join(" | ", problems.subList(0, named)),
        problems.size() > named
            ? String.format(Locale.ROOT, " | and %d more", problems.size() - named)
            : "");
  }

  /**
   * Is told of the broken pictures of a source; if it returns, they are left out.
   *
   * @param source where they come from: its name
   * @param problems a sentence for each picture that cannot be read, at least one
   * @param pictures how many there are, the broken ones among them
   */
  void found(String source, List<String> problems, int pictures);
}
