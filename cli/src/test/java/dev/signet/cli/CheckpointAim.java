package dev.signet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Waits for the middle of a checkpoint: until a while after its temporary file was made. */
final class CheckpointAim {
  private static final int MOST_CHECKPOINTS = 10;
  private static final int MOST_MICROS = 2000;

  private CheckpointAim() {}

  /**
   * Returns at a random moment of one of the next checkpoints.
   *
   * @return false if the process has ended before
   */
  static boolean awaitHalf(TrainingProcess process, Path run, Random random)
      throws IOException, InterruptedException {
    int checkpoints = 1 + random.nextInt(MOST_CHECKPOINTS);
    long nanos = random.nextInt(MOST_MICROS) * 1000L;
    Path folder = run.resolve("checkpoints");
    while (!Files.isDirectory(folder)) {
      if (!process.isAlive()) {
        return false;
      }
      Thread.sleep(1);
    }
    try (WatchService watch = folder.getFileSystem().newWatchService()) {
      folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      while (process.isAlive()) {
        WatchKey key = watch.poll(20, TimeUnit.MILLISECONDS);
        if (key == null) {
          continue;
        }
        for (WatchEvent<?> event : key.pollEvents()) {
          if (isHalf(String.valueOf(event.context())) && --checkpoints == 0) {
            spin(nanos);
            return true;
          }
        }
        key.reset();
      }
    }
    return false;
  }

  /** Whether a file of this name is the temporary one of a checkpoint. */
  static boolean isHalf(String name) {
    return name.startsWith(".step-") && name.endsWith(".tmp");
  }

  /** More exact than sleeping. */
  private static void spin(long nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }
}
