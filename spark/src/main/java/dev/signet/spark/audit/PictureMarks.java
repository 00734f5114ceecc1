package dev.signet.spark.audit;

import dev.signet.SignetException;
import dev.signet.audit.PerceptualHash;
import dev.signet.picture.ImageDecoder;
import dev.signet.picture.ImageSize;
import dev.signet.spark.rows.PictureColumn;
import java.io.Serializable;
import java.util.Iterator;
import java.util.zip.CRC32C;
import javax.imageio.ImageIO;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What is kept of each picture: its name, its label, and if it can be read a perceptual hash and a
 * thumbnail, else why it cannot.
 *
 * @param pictures where in the rows the pictures are
 * @param label place of the label
 */
record PictureMarks(PictureColumn pictures, int label)
    implements MapPartitionsFunction<Row, Row>, Serializable {
  static final StructType SCHEMA =
      new StructType()
          .add("name", DataTypes.StringType)
          .add("label", DataTypes.StringType)
          .add("hash", DataTypes.LongType)
          .add("thumbnail", DataTypes.BinaryType)
          .add("error", DataTypes.StringType);

  /** The size that pictures are compared in. */
  private static final int SIDE = 32;

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    ImageIO.scanForPlugins(); // as this thread's loader knows them
    ImageDecoder decoder = new ImageDecoder(new ImageSize(SIDE, SIDE));
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Row next() {
        return mark(rows.next(), decoder);
      }
    };
  }

  private Row mark(Row row, ImageDecoder decoder) {
    String of = String.valueOf(row.get(label));
    try {
      byte[] pixels = pictures.pixels(row, decoder);
      String name = pictures.name(row).orElseGet(() -> "picture " + checksum(pixels));
      return RowFactory.create(name, of, PerceptualHash.of(pixels, SIDE, SIDE), pixels, null);
    } catch (SignetException e) {
      String name = pictures.name(row).orElse("a picture");
      return RowFactory.create(name, of, null, null, e.getMessage());
    }
  }

  private static String checksum(byte[] pixels) {
    CRC32C sum = new CRC32C();
    sum.update(pixels);
    return Long.toHexString(sum.getValue());
  }
}
