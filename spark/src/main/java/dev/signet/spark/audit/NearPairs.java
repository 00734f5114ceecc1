package dev.signet.spark.audit;

import dev.signet.audit.Duplicates;
import dev.signet.audit.HashNeighbours;
import dev.signet.audit.PixelDistance;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of pictures that look alike, among those with one band of their hashes in common, which
 * come one after the other. Each is compared with at most {@link HashNeighbours#WINDOW} before it:
 * no more are in memory, and a bucket that is full costs no square of its size.
 */
final class NearPairs implements MapPartitionsFunction<Row, Row>, Serializable {
  private static final long serialVersionUID = 1;

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    return new Iterator<>() {
      private final Deque<Row> before = new ArrayDeque<>();
      private final Deque<Row> found = new ArrayDeque<>();

      @Override
      public boolean hasNext() {
        while (found.isEmpty() && rows.hasNext()) {
          take(rows.next());
        }
        return !found.isEmpty();
      }

      @Override
      public Row next() {
        if (!hasNext()) {
          throw new NoSuchElementException("there are no more pairs");
        }
        return found.remove();
      }

      private void take(Row row) {
        Row last = before.peekLast();
        if (last != null && !bucket(last).equals(bucket(row))) {
          before.clear();
        }
        for (Row other : before) {
          Row pair = pair(other, row);
          if (pair != null) {
            found.add(pair);
          }
        }
        before.add(row);
        if (before.size() > HashNeighbours.WINDOW) {
          before.remove();
        }
      }
    };
  }

  private static String bucket(Row row) {
    return row.getAs("band") + "/" + row.getAs("value");
  }

  private static @Nullable Row pair(Row one, Row other) {
    long difference = one.<Long>getAs("hash") ^ other.<Long>getAs("hash");
    if (Long.bitCount(difference) > HashNeighbours.MOST_BITS) {
      return null;
    }
    double distance =
        PixelDistance.rms(one.<byte[]>getAs("thumbnail"), other.<byte[]>getAs("thumbnail"));
    if (distance > Duplicates.NEAR) {
      return null;
    }
    boolean inOrder = one.<String>getAs("name").compareTo(other.getAs("name")) <= 0;
    Row first = inOrder ? one : other;
    Row second = inOrder ? other : one;
    return RowFactory.create(
        first.getAs("name"),
        second.getAs("name"),
        first.getAs("label"),
        second.getAs("label"),
        distance);
  }
}
