package dev.signet.spark.rows;

import dev.signet.InvalidValueException;
import java.util.Arrays;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns of a data set, found by name or refused in a sentence. */
public final class Columns {
  private Columns() {}

  /**
   * The place of a column.
   *
   * @param param that names the column, for the sentence
   * @throws InvalidValueException if there is none of this name
   */
  public static int place(StructType schema, String name, String param) {
    return schema
        .getFieldIndex(name)
        .map(Integer.class::cast)
        .getOrElse(
            () -> {
              throw new InvalidValueException(
                  "there is no column '%s' (%s); the columns are %s"
                      .formatted(name, param, String.join(", ", schema.fieldNames())));
            });
  }

  /**
   * A schema with further columns behind its own.
   *
   * @throws InvalidValueException if one of them is there already, which names the way out
   */
  public static StructType with(StructType schema, StructField... added) {
    StructType result = schema;
    for (StructField field : added) {
      if (Arrays.asList(result.fieldNames()).contains(field.name())) {
        throw new InvalidValueException(
            ("there is a column '%s' already; rename it, or give the model's answer another name"
                    + " (predictionCol, probabilityCol, answerCol, unknownCol, errorCol)")
                .formatted(field.name()));
      }
      result = result.add(field);
    }
    return result;
  }
}
