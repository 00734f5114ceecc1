package dev.signet.spark.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class NearPairsTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("name", DataTypes.StringType)
          .add("label", DataTypes.StringType)
          .add("hash", DataTypes.LongType)
          .add("thumbnail", DataTypes.BinaryType)
          .add("band", DataTypes.IntegerType)
          .add("value", DataTypes.LongType);

  private static Row row(String name, long hash, int grey, int band) {
    byte[] thumbnail = new byte[12];
    Arrays.fill(thumbnail, (byte) grey);
    return new GenericRowWithSchema(
        new Object[] {name, "label of " + name, hash, thumbnail, band, 0L}, SCHEMA);
  }

  @Test
  void pairsPicturesOfOneBucketWhosePixelsAreAlike() {
    List<Row> rows =
        List.of(
            row("b", 0b0, 100, 0),
            row("a", 0b1, 103, 0), // near b
            row("far", 0b11, 160, 0), // other pixels
            row("other", 0b1111111, 100, 0), // 7 bits from b, 6 from a, 5 from far
            row("elsewhere", 0b0, 100, 1)); // another bucket

    List<Row> pairs = new ArrayList<>();
    new NearPairs().call(rows.iterator()).forEachRemaining(pairs::add);

    assertThat(pairs)
        .extracting(Row::toString)
        .containsExactly(
            "[a,b,label of a,label of b,3.0]", "[a,other,label of a,label of other,3.0]");
  }
}
