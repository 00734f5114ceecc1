package dev.signet.spark.audit;

import dev.signet.audit.HashNeighbours;
import dev.signet.spark.rows.Columns;
import dev.signet.spark.rows.PictureColumn;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Pictures that are there twice, or nearly so, in a set that no machine holds: what is compared are
 * thumbnails of 32 x 32 pixels, and only where perceptual hashes agree in a band. The criterion is
 * that of {@code signet data audit}, which compares whole pictures.
 *
 * @param marks of the pictures
 */
public record ClusterAudit(Dataset<Row> marks) {
  private static final StructType PAIRS =
      new StructType()
          .add("first", DataTypes.StringType)
          .add("second", DataTypes.StringType)
          .add("first_label", DataTypes.StringType)
          .add("second_label", DataTypes.StringType)
          .add("distance", DataTypes.DoubleType);

  /**
   * An audit of these pictures.
   *
   * @throws dev.signet.InvalidValueException if a column is missing or of another type
   */
  public static ClusterAudit of(Dataset<Row> pictures, String imageCol, String labelCol) {
    PictureMarks marks =
        new PictureMarks(
            PictureColumn.of(pictures.schema(), imageCol),
            Columns.place(pictures.schema(), labelCol, "labelCol"));
    return new ClusterAudit(
        pictures.mapPartitions(marks, Encoders.row(PictureMarks.SCHEMA)).persist());
  }

  /** Pictures that cannot be read: name, label and error. */
  public Dataset<Row> unreadable() {
    return marks.where("error is not null").select("name", "label", "error");
  }

  /**
   * The pairs, each once: first, second, first_label, second_label and distance, in grey levels; 0
   * is equal in every pixel of the thumbnail.
   */
  public Dataset<Row> pairs() {
    Column first = functions.first("name").over(alike());
    Column firstLabel = functions.first("label").over(alike());
    Dataset<Row> readable =
        marks
            .where("error is null")
            .withColumn("first", first)
            .withColumn("first_label", firstLabel)
            .withColumn("place", functions.row_number().over(alike()));
    Dataset<Row> exact =
        readable
            .where("place > 1")
            .select(
                functions.col("first"),
                functions.col("name").as("second"),
                functions.col("first_label"),
                functions.col("label").as("second_label"),
                functions.lit(0.0).as("distance"));
    return exact.unionByName(near(readable.where("place = 1")));
  }

  private static org.apache.spark.sql.expressions.WindowSpec alike() {
    return Window.partitionBy("thumbnail").orderBy("name");
  }

  private static Dataset<Row> near(Dataset<Row> different) {
    Column[] bands = new Column[HashNeighbours.BANDS];
    for (int i = 0; i < bands.length; i++) {
      bands[i] =
          functions
              .shiftright(functions.col("hash"), i * HashNeighbours.BAND_BITS)
              .bitwiseAND(functions.lit((1L << HashNeighbours.BAND_BITS) - 1));
    }
    return different
        .select(
            functions.col("name"),
            functions.col("label"),
            functions.col("hash"),
            functions.col("thumbnail"),
            functions.posexplode(functions.array(bands)).as(new String[] {"band", "value"}))
        .repartition(functions.col("band"), functions.col("value"))
        .sortWithinPartitions("band", "value", "hash", "name")
        .mapPartitions(new NearPairs(), Encoders.row(PAIRS))
        .distinct();
  }
}
