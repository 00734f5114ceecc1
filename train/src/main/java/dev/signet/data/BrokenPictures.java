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
        int named = Math.min(3, problems.size());
        String more =
            problems.size() > named
                ? String.format(Locale.ROOT, " | and %d more", problems.size() - named)
                : "";
        throw new SignetException(
            String.format(
                Locale.ROOT,
                "%s: %d of %d pictures cannot be used: %s%s",
                source,
                problems.size(),
                pictures,
                String.join(" | ", problems.subList(0, named)),
                more));
      };

  /**
   * Is told of the broken pictures of a source; if it returns, they are left out.
   *
   * @param source where they come from: its name
   * @param problems a sentence for each picture that cannot be read, at least one
   * @param pictures how many there are, the broken ones among them
   */
  void found(String source, List<String> problems, int pictures);
}
