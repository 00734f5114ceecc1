package dev.signet.data.folder;

import dev.signet.SignetException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What happens when pictures of a folder cannot be read. */
@FunctionalInterface
public interface BrokenPictures {
  /** Refuses the folder and names the first few. */
  BrokenPictures REFUSE =
      (folder, problems, files) -> {
        int named = Math.min(3, problems.size());
        String more =
            problems.size() > named
                ? String.format(Locale.ROOT, " | and %d more", problems.size() - named)
                : "";
        throw new SignetException(
            String.format(
                Locale.ROOT,
                "%s: %d of %d pictures cannot be used: %s%s",
                folder,
                problems.size(),
                files,
                String.join(" | ", problems.subList(0, named)),
                more));
      };

  /**
   * Is told of the broken pictures of a folder; if it returns, they are left out.
   *
   * @param folder that was read
   * @param problems a sentence for each picture that cannot be read, at least one
   * @param files pictures in the folder, the broken ones among them
   */
  void found(Path folder, List<String> problems, int files);
}
