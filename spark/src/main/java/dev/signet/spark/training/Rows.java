package dev.signet.spark.training;

import dev.signet.InvalidValueException;
import dev.signet.Text;
import dev.signet.picture.NaturalOrder;
import dev.signet.spark.rows.Columns;
import dev.signet.spark.rows.PictureColumn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;

/**
 * The rows that workers learn from: picture, label, whether it is to judge by, a key that depends
 * on the picture and the label alone, the worker that gets it, and the picture's path if it has
 * one. Which worker gets a picture is a function of what is in the row, so that another computation
 * of the same data set, in another order, deals out the same.
 *
 * @param imageCol column of pictures
 * @param labelCol column of labels, text or numbers
 * @param validationCol column of what is to judge by, if there is one
 */
public record Rows(String imageCol, String labelCol, Optional<String> validationCol) {
  static final int LABEL = 1;
  static final int VALIDATION = 2;
  static final int KEY = 3;
  private static final String WORKER = "worker";

  /** More are a column that was mistaken for labels. */
  private static final int MOST_CLASSES = 100_000;

  /**
   * Refuses a data set that cannot be learned from.
   *
   * @throws InvalidValueException of a sentence
   */
  public void check(StructType schema) {
    PictureColumn.of(schema, imageCol);
    DataType label = schema.apply(Columns.place(schema, labelCol, "labelCol")).dataType();
    if (!(label instanceof StringType || label instanceof NumericType)) {
      throw new InvalidValueException(
          "the column '%s' (labelCol) is %s; labels are text or numbers"
              .formatted(labelCol, label.simpleString()));
    }
    validationCol.ifPresent(
        name -> {
          DataType type =
              schema.apply(Columns.place(schema, name, "validationIndicatorCol")).dataType();
          if (!(type instanceof BooleanType)) {
            throw new InvalidValueException(
                "the column '%s' (validationIndicatorCol) is %s; boolean is expected"
                    .formatted(name, type.simpleString()));
          }
        });
  }

  /**
   * The labels that there are, in their order: numbers by value, text as people count.
   *
   * @throws InvalidValueException if there are fewer than two, too many, or a row has none
   */
  List<String> classes(Dataset<?> data) {
    boolean numbers = data.schema().apply(labelCol).dataType() instanceof NumericType;
    List<Row> found =
        data.select(functions.col(labelCol), label().as("text"))
            .distinct()
            .limit(MOST_CLASSES + 1)
            .collectAsList();
    if (found.stream().anyMatch(row -> row.isNullAt(0))) {
      throw new InvalidValueException(
          "a row has no label: its '%s' (labelCol) is null; leave it out".formatted(labelCol));
    }
    if (found.size() < 2 || found.size() > MOST_CLASSES) {
      throw new InvalidValueException(
          Text.of(
              "the column '%s' (labelCol) holds %s; 2 to %d are possible",
              labelCol,
              found.size() < 2 ? "fewer than two labels" : "too many labels",
              MOST_CLASSES));
    }
    List<Row> sorted = new ArrayList<>(found);
    sorted.sort(
        numbers
            ? Comparator.comparingDouble(row -> ((Number) row.get(0)).doubleValue())
            : Comparator.comparing(row -> row.getString(1), NaturalOrder.INSTANCE));
    return sorted.stream().map(row -> row.getString(1)).distinct().toList();
  }

  /** Whole numbers are called 3, not 3.0. */
  private Column label() {
    return functions.regexp_replace(functions.col(labelCol).cast("string"), "^(-?\\d+)\\.0$", "$1");
  }

  /** The rows, a partition for each worker. */
  Dataset<Row> dealt(Dataset<?> data, int workers) {
    Column image = functions.col(imageCol);
    Column validation =
        validationCol
            .map(name -> functions.coalesce(functions.col(name), functions.lit(false)))
            .orElse(functions.lit(false));
    List<Column> columns =
        new ArrayList<>(
            List.of(
                image.as("image"),
                label().as("label"),
                validation.as("validation"),
                functions
                    .lpad(functions.hex(functions.xxhash64(image, label())), 16, "0")
                    .as("key"),
                functions
                    .when(validation, functions.lit(0))
                    .otherwise(
                        functions.pmod(functions.xxhash64(label(), image), functions.lit(workers)))
                    .cast("int")
                    .as(WORKER)));
    if (List.of(data.columns()).contains("path")) {
      columns.add(functions.col("path"));
    }
    return data.toDF()
        .select(columns.toArray(Column[]::new))
        .repartitionById(workers, functions.col(WORKER));
  }
}
