package dev.signet.spark.training;

import dev.signet.SignetException;
import dev.signet.data.Fingerprint;
import dev.signet.data.ImageSource;
import dev.signet.data.UnreadablePictureException;
import dev.signet.data.cache.PassingPictures;
import dev.signet.picture.ImageDecoder;
import dev.signet.picture.ImageSize;
import dev.signet.spark.rows.PictureColumn;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Row;

/**
 * The pictures of one worker, decoded once and kept on its own disk.
 *
 * @param train what it learns from; empty if it got none
 * @param validation what the first worker judges by
 */
record Shard(Optional<ImageSource> train, Optional<ImageSource> validation) {
  private static final String NAME = "Spark's rows";

  /**
   * Takes in the rows of a partition.
   *
   * @param rows as {@link Rows} makes them
   * @param folder for the caches
   * @throws SignetException if a picture cannot be read, a label is none of the classes, or the
   *     disk is full
   */
  static Shard of(
      Iterator<Row> rows, PictureColumn column, ImageSize size, List<String> classes, Path folder) {
    ImageIO.scanForPlugins(); // as this thread's loader knows them
    ImageDecoder decoder = new ImageDecoder(size);
    try (PassingPictures train =
            new PassingPictures(folder.resolve("train.h5"), NAME, size, classes);
        PassingPictures validation =
            new PassingPictures(folder.resolve("validation.h5"), NAME, size, classes)) {
      while (rows.hasNext()) {
        Row row = rows.next();
        String id = column.name(row).orElseGet(() -> row.getString(Rows.KEY));
        int label = classes.indexOf(row.getString(Rows.LABEL));
        if (label < 0) {
          throw new SignetException(
              "the label of %s is %s, which is none of the classes"
                  .formatted(id, row.getString(Rows.LABEL)));
        }
        byte[] pixels;
        try {
          pixels = column.pixels(row, decoder);
        } catch (SignetException e) {
          throw new UnreadablePictureException(String.valueOf(e.getMessage()), e);
        }
        (row.getBoolean(Rows.VALIDATION) ? validation : train).add(id, label, pixels);
      }
      return new Shard(end(train), end(validation));
    }
  }

  private static Optional<ImageSource> end(PassingPictures pictures) {
    return pictures.size() == 0 ? Optional.empty() : Optional.of(pictures.end());
  }

  int size() {
    return train.map(ImageSource::size).orElse(0);
  }

  String fingerprint() {
    return train.map(Fingerprint::of).orElse("");
  }

  /** So many pictures: where there are fewer, the first ones again. */
  ImageSource padded(int pictures) {
    ImageSource all = train.orElseThrow();
    return pictures == all.size()
        ? all
        : all.subset(all.name(), IntStream.range(0, pictures).map(i -> i % all.size()).toArray());
  }
}
