package dev.signet.cli.options;

import dev.signet.config.CacheMode;
import dev.signet.config.DataConfig;
import dev.signet.config.OnUnreadable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How pictures on disk are read and kept. */
public final class ReadingOptions {
  @Option(
      names = "--cache",
      paramLabel = "auto|memory|disk|none",
      description = {
        "With --data: where decoded pictures are kept between the epochs: in memory, in a file that",
        "the next run finds again (signet data cache), or nowhere; auto takes the first that has",
        "room (default: auto)."
      })
  @Nullable CacheMode cache;

  @Option(
      names = "--on-unreadable",
      paramLabel = "stop|skip",
      description = {
        "With --data: what happens to pictures that cannot be read: nothing begins, or they are left",
        "out and listed, up to 5 %% of them (default: stop)."
      })
  @Nullable OnUnreadable onUnreadable;

  public boolean isGiven() {
    return cache != null || onUnreadable != null;
  }

  /** The same pictures, read as the options say, and else as they were. */
  public DataConfig over(DataConfig config) {
    DataConfig.Reading before = config.howRead();
    return config.readBy(
        new DataConfig.Reading(
            cache == null ? before.cache() : cache,
            onUnreadable == null ? before.onUnreadable() : onUnreadable));
  }
}
