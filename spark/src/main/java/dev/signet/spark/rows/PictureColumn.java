package dev.signet.spark.rows;

import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import dev.signet.picture.ImageDecoder;
import dev.signet.picture.Picture;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * A column of pictures: files as bytes ({@code content} of Spark's {@code binaryFile}), Spark's
 * {@code image}, or a struct with such bytes ({@code image.bytes}, as data sets in Parquet have
 * it).
 *
 * @param place of the column among those of the row
 * @param kind what is in it
 * @param field place of the bytes in the struct, if it is one
 * @param path place of a column that names the picture; -1 if there is none
 */
public record PictureColumn(int place, Kind kind, int field, int path) implements Serializable {
  private static final List<String> SPARK = List.of("height", "width", "nChannels", "mode", "data");

  /** What a cell holds. */
  public enum Kind {
    /** The bytes of a picture file. */
    FILE,
    /** A struct with the bytes of a picture file. */
    FILE_IN_STRUCT,
    /** Spark's own struct of pixels. */
    PIXELS
  }

  /**
   * The column of this name, or a field of one: {@code image.bytes}.
   *
   * @throws InvalidValueException if there is none, or no pictures can be in it
   */
  public static PictureColumn of(StructType schema, String column) {
    int path = Arrays.asList(schema.fieldNames()).indexOf("path");
    Optional<PictureColumn> within = within(schema, column, path);
    if (within.isPresent()) {
      return within.get();
    }
    int place = Columns.place(schema, column, "imageCol");
    DataType type = schema.apply(place).dataType();
    if (type instanceof BinaryType) {
      return new PictureColumn(place, Kind.FILE, 0, path);
    }
    if (type instanceof StructType struct) {
      List<String> fields = Arrays.asList(struct.fieldNames());
      if (fields.containsAll(SPARK)) {
        return new PictureColumn(place, Kind.PIXELS, 0, path);
      }
      if (fields.contains("bytes")
          && struct.apply(struct.fieldIndex("bytes")).dataType() instanceof BinaryType) {
        return new PictureColumn(place, Kind.FILE_IN_STRUCT, struct.fieldIndex("bytes"), path);
      }
    }
    throw new InvalidValueException(
        ("the column '%s' (imageCol) is %s; pictures are binary (the bytes of files, as binaryFile"
                + " has them in 'content'), Spark's image, or a struct with such bytes in 'bytes'")
            .formatted(column, type.simpleString()));
  }

  /** The bytes in a field of a struct, if the name says so and the column has such a one. */
  private static Optional<PictureColumn> within(StructType schema, String column, int path) {
    List<String> names = List.of(schema.fieldNames());
    int dot = column.indexOf('.');
    int place = dot < 0 || names.contains(column) ? -1 : names.indexOf(column.substring(0, dot));
    if (place < 0 || !(schema.apply(place).dataType() instanceof StructType struct)) {
      return Optional.empty();
    }
    int field = List.of(struct.fieldNames()).indexOf(column.substring(dot + 1));
    return field < 0 || !(struct.apply(field).dataType() instanceof BinaryType)
        ? Optional.empty()
        : Optional.of(new PictureColumn(place, Kind.FILE_IN_STRUCT, field, path));
  }

  /** What a person would call the picture of a row, if the row says it. */
  public Optional<String> name(Row row) {
    return path < 0 || row.isNullAt(path)
        ? Optional.empty()
        : Optional.of(String.valueOf(row.get(path)));
  }

  /**
   * The picture of a row, of one size: {@code [height, width, 3]}.
   *
   * @throws SignetException of a sentence, if there is none or it cannot be decoded
   */
  public byte[] pixels(Row row, ImageDecoder decoder) {
    if (row.isNullAt(place)) {
      throw new SignetException("there is no picture: the cell is null");
    }
    if (kind == Kind.PIXELS) {
      return Picture.of(SparkImage.of(row.getStruct(place))).pixels(decoder);
    }
    byte[] file = kind == Kind.FILE ? row.getAs(place) : row.getStruct(place).getAs(field);
    if (file == null) {
      throw new SignetException("there is no picture: its bytes are null");
    }
    return decoder.decode(name(row).orElse("the picture"), file);
  }
}
