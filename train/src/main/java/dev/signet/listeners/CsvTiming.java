package dev.signet.listeners;

import dev.signet.runfolder.EpochRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** How long each epoch took: apart from the history, because no two runs agree on it. */
public final class CsvTiming extends CsvEpochs {
  private static final List<String> HEADER =
      List.of("epoch", "pictures_per_second", "seconds", "ended_at");

  /** A file that is made when the training begins. */
  public CsvTiming(Path file) {
    super(file, HEADER, CsvTiming::row);
  }

  private static List<String> row(EpochRecord epoch) {
    return List.of(
        Integer.toString(epoch.epoch()),
        String.format(Locale.ROOT, "%.1f", epoch.picturesPerSecond()),
        String.format(Locale.ROOT, "%.3f", epoch.seconds()),
        Instant.ofEpochMilli(epoch.endedAtMillis()).toString());
  }
}
