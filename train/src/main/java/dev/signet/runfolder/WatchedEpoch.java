package dev.signet.runfolder;

import dev.signet.SignetException;
import dev.signet.config.Json;
import dev.signet.files.AtomicFile;
import java.nio.file.Path;
import java.util.List;

/**
 * What a network said after an epoch of the pictures that its training is watched by: {@code
 * watched.json}.
 *
 * @param epoch counted from 0
 * @param data what the pictures are called
 * @param classes their names, in the order of the labels
 * @param confusion pictures by true (rows) and predicted (columns) class; empty with more than
 *     {@link #MOST_CLASSES} classes
 * @param samples the same few pictures after every epoch, even over the classes
 * @param mistakes the wrong answers that the network was surest of, the surest first
 */
public record WatchedEpoch(
    int epoch,
    String data,
    List<String> classes,
    List<List<Long>> confusion,
    List<Sample> samples,
    List<Sample> mistakes) {
  /** Up to so many classes there is a confusion matrix. */
  public static final int MOST_CLASSES = 100;

  /**
   * A picture and what was said of it.
   *
   * @param id its name
   * @param label the true class
   * @param predicted the most probable class
   * @param probability of that class, 0 to 1
   * @param png the picture, PNG in base 64
   */
  public record Sample(String id, String label, String predicted, double probability, String png) {}

  public WatchedEpoch {
    classes = List.copyOf(classes);
    confusion = confusion.stream().map(List::copyOf).toList();
    samples = List.copyOf(samples);
    mistakes = List.copyOf(mistakes);
  }

  /** Writes the file as a whole or not at all; it is not forced to the disk. */
  public void write(Path file) {
    AtomicFile.writeForNow(file, Json.write(this));
  }

  /**
   * Reads it back.
   *
   * @throws SignetException if the file cannot be read or is none of these
   */
  public static WatchedEpoch read(Path file) {
    return Json.readFile(WatchedEpoch.class, file);
  }
}
