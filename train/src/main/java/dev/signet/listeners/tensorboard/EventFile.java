package dev.signet.listeners.tensorboard;

import com.google.protobuf.ByteString;
import dev.signet.Text;
import dev.signet.files.ProtobufMessage;
import dev.signet.files.WriteFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * A file that TensorBoard reads: records of one event each, in the format of TensorFlow's {@code
 * record_writer} and {@code event.proto}. Every event is on the disk's queue when the call returns.
 * Not safe for use by several threads.
 */
public final class EventFile implements AutoCloseable {
  private static final String PREFIX = "events.out.tfevents.";
  private static final int EVENT_WALL_TIME = 1;
  private static final int EVENT_STEP = 2;
  private static final int EVENT_FILE_VERSION = 3;
  private static final int EVENT_SUMMARY = 5;
  private static final int SUMMARY_VALUE = 1;
  private static final int VALUE_TAG = 1;
  private static final int VALUE_SIMPLE_VALUE = 2;
  private static final int VALUE_HISTO = 5;
  private static final int HISTO_MIN = 1;
  private static final int HISTO_MAX = 2;
  private static final int HISTO_NUM = 3;
  private static final int HISTO_SUM = 4;
  private static final int HISTO_SUM_SQUARES = 5;
  private static final int HISTO_BUCKET_LIMIT = 6;
  private static final int HISTO_BUCKET = 7;

  private final Path file;
  private final FileChannel channel;

  private EventFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * A new file in a folder, named after the time and the host as TensorBoard expects it; in a
   * folder that holds some already it takes their place, under the newest one's name.
   *
   * @throws dev.signet.SignetException if it cannot be made
   */
  public static EventFile create(Path folder) {
    Path file = folder.resolve(newName());
    try {
      List<Path> older = olderFiles(folder);
      for (Path old : older.subList(0, Math.max(0, older.size() - 1))) {
        Files.delete(old);
      }
      file = older.isEmpty() ? file : older.get(older.size() - 1);
      EventFile events =
          new EventFile(
              file,
              FileChannel.open(
                  file,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.TRUNCATE_EXISTING,
                  StandardOpenOption.WRITE));
      events.write(at(Instant.now()).text(EVENT_FILE_VERSION, "brain.Event:2"));
      return events;
    } catch (IOException e) {
      throw WriteFailure.describe(file, e);
    }
  }

  private static String newName() {
    return Text.of("%s%010d.%s", PREFIX, Instant.now().getEpochSecond(), hostName());
  }

  private static List<Path> olderFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> String.valueOf(file.getFileName()).startsWith(PREFIX))
          .sorted()
          .toList();
    }
  }

  /** Where the events go. */
  public Path path() {
    return file;
  }

  /** Adds a point to the curve called {@code tag}, as of some time. */
  public void scalar(String tag, long step, double value, Instant when) {
    ProtobufMessage point =
        new ProtobufMessage().text(VALUE_TAG, tag).decimal(VALUE_SIMPLE_VALUE, (float) value);
    write(summary(step, point, when));
  }

  /**
   * Adds a slice to the histogram called {@code tag}, as {@code HistogramProto} of TensorFlow's
   * {@code summary.proto}, as of some time.
   */
  public void histogram(String tag, long step, EventHistogram histogram, Instant when) {
    ProtobufMessage slice =
        new ProtobufMessage()
            .decimal(HISTO_MIN, histogram.min())
            .decimal(HISTO_MAX, histogram.max())
            .decimal(HISTO_NUM, histogram.count())
            .decimal(HISTO_SUM, histogram.sum())
            .decimal(HISTO_SUM_SQUARES, histogram.squares())
            .bytes(HISTO_BUCKET_LIMIT, packed(histogram.bounds()))
            .bytes(HISTO_BUCKET, packed(histogram.counts()));
    ProtobufMessage value = new ProtobufMessage().text(VALUE_TAG, tag).message(VALUE_HISTO, slice);
    write(summary(step, value, when));
  }

  private static ProtobufMessage summary(long step, ProtobufMessage value, Instant when) {
    ProtobufMessage summary = new ProtobufMessage().message(SUMMARY_VALUE, value);
    return at(when).integer(EVENT_STEP, step).message(EVENT_SUMMARY, summary);
  }

  private static ProtobufMessage at(Instant when) {
    return new ProtobufMessage().decimal(EVENT_WALL_TIME, when.toEpochMilli() / 1000.0);
  }

  /** A packed field's content: the doubles, little-endian, one after the other. */
  private static ByteString packed(double[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(values);
    return ByteString.copyFrom(bytes.array());
  }

  /** One event: length, checksum of the length, content, checksum of the content. */
  private void write(ProtobufMessage message) {
    byte[] event = message.toBytes().toByteArray();
    ByteBuffer record =
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES + event.length + Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(event.length);
    record.putInt(maskedCrc(record.array(), 0, Long.BYTES));
    record.put(event).putInt(maskedCrc(event, 0, event.length)).flip();
    try {
      while (record.hasRemaining()) {
        channel.write(record);
      }
    } catch (IOException e) {
      throw WriteFailure.describe(file, e);
    }
  }

  /** CRC-32C, rotated and shifted, so that the checksum of a checksum is not a constant. */
  private static int maskedCrc(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    int value = (int) crc.getValue();
    return ((value >>> 15) | (value << 17)) + 0xa282ead8;
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw WriteFailure.describe(file, e);
    }
  }
}
