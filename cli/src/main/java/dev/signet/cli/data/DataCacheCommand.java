package dev.signet.cli.data;

import dev.signet.cli.console.CommandBase;
import dev.signet.data.cache.CacheFolder;
import dev.signet.data.cache.CachedPictures;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code signet data cache}: what {@code --cache disk} left on the disk. */
@Command(
    name = "cache",
    description = {
      "Lists the decoded pictures that trainings have kept on disk (--cache), or deletes them.",
      "They are in the folder for caches of your system, or in the one that SIGNET_PICTURE_CACHE names."
    })
final class DataCacheCommand extends CommandBase {
  @Option(names = "--clear", description = "Delete them all; they can be made again.")
  boolean clear;

  @Override
  public Integer call() {
    CacheFolder folder = CacheFolder.usual();
    List<CacheFolder.Entry> entries = folder.entries();
    if (clear) {
      long freed = folder.clear();
      say("Deleted from %s: %d files, %s", folder.path(), entries.size(), megabytes(freed));
      return 0;
    }
    say("Cached pictures in %s: %d files", folder.path(), entries.size());
    entries.forEach(
        entry ->
            say(
                "%s: %s, %s",
                entry.file().getFileName(),
                megabytes(entry.bytes()),
                entry.about().map(DataCacheCommand::words).orElse("unfinished or damaged")));
    return 0;
  }

  private static String words(CachedPictures.About about) {
    return String.format(
        Locale.ROOT,
        "%d pictures of %d x %d from %s",
        about.pictures() - about.unreadable().size(),
        about.height(),
        about.width(),
        about.source());
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
