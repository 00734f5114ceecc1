package dev.signet.listeners.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Reads TensorBoard's files as TensorFlow's {@code record_reader} and {@code event.proto} do. */
public final class EventReader {
  private EventReader() {}

  /**
   * One event: a file's version, or a point of a curve.
   *
   * @param version empty for a point
   * @param tag empty for the version
   */
  public record Event(double wallTime, long step, String version, String tag, float value) {}

  /** All events of a file whose checksums must be right. */
  public static List<Event> read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<Event> events = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte[] length = next(bytes, Long.BYTES);
      assertThat(bytes.getInt()).as("checksum of the length").isEqualTo(masked(length));
      long count = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong();
      byte[] event = next(bytes, Math.toIntExact(count));
      assertThat(bytes.getInt()).as("checksum of the event").isEqualTo(masked(event));
      events.add(event(CodedInputStream.newInstance(event)));
    }
    return events;
  }

  /**
   * One slice of a histogram.
   *
   * @param scalars min, max, num, sum and sum of squares
   */
  public record Histogram(
      long step, String tag, List<Double> scalars, List<Double> bounds, List<Double> counts) {}

  /** The histograms of a file, in their order. */
  public static List<Histogram> readHistograms(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<Histogram> histograms = new ArrayList<>();
    while (bytes.hasRemaining()) {
      long count = bytes.getLong();
      bytes.getInt();
      CodedInputStream event = CodedInputStream.newInstance(next(bytes, Math.toIntExact(count)));
      bytes.getInt();
      long step = 0;
      for (int tag = event.readTag(); tag != 0; tag = event.readTag()) {
        switch (WireFormat.getTagFieldNumber(tag)) {
          case 2 -> step = event.readInt64();
          case 5 -> histogram(step, only(1, event.readByteArray()), histograms);
          default -> event.skipField(tag);
        }
      }
    }
    return histograms;
  }

  private static void histogram(long step, CodedInputStream value, List<Histogram> into)
      throws IOException {
    String name = "";
    for (int tag = value.readTag(); tag != 0; tag = value.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> name = value.readString();
        case 5 ->
            into.add(histogram(step, name, CodedInputStream.newInstance(value.readByteArray())));
        default -> value.skipField(tag);
      }
    }
  }

  private static Histogram histogram(long step, String name, CodedInputStream in)
      throws IOException {
    List<Double> scalars = new ArrayList<>();
    List<List<Double>> packed = List.of(new ArrayList<>(), new ArrayList<>());
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      int field = WireFormat.getTagFieldNumber(tag);
      if (field <= 5) {
        assertThat(field).isEqualTo(scalars.size() + 1);
        scalars.add(in.readDouble());
      } else {
        CodedInputStream doubles = CodedInputStream.newInstance(in.readByteArray());
        while (!doubles.isAtEnd()) {
          packed.get(field - 6).add(doubles.readDouble());
        }
      }
    }
    return new Histogram(step, name, scalars, packed.get(0), packed.get(1));
  }

  private static byte[] next(ByteBuffer bytes, int count) {
    byte[] part = new byte[count];
    bytes.get(part);
    return part;
  }

  /** {@code ((crc >> 15) | (crc << 17)) + 0xa282ead8} in unsigned 32 bits. */
  private static int masked(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
  }

  private static Event event(CodedInputStream in) throws IOException {
    Event event = new Event(0, 0, "", "", 0);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      event =
          switch (WireFormat.getTagFieldNumber(tag)) {
            case 1 -> new Event(in.readDouble(), event.step, event.version, event.tag, event.value);
            case 2 ->
                new Event(event.wallTime, in.readInt64(), event.version, event.tag, event.value);
            case 3 ->
                new Event(event.wallTime, event.step, in.readString(), event.tag, event.value);
            case 5 -> point(event, only(1, in.readByteArray()));
            default -> throw new IOException("unknown field of an event");
          };
    }
    return event;
  }

  /** The one value of a summary. */
  private static CodedInputStream only(int field, byte[] message) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(message);
    assertThat(WireFormat.getTagFieldNumber(in.readTag())).isEqualTo(field);
    byte[] value = in.readByteArray();
    assertThat(in.isAtEnd()).isTrue();
    return CodedInputStream.newInstance(value);
  }

  private static Event point(Event event, CodedInputStream in) throws IOException {
    String name = "";
    float value = Float.NaN;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> name = in.readString();
        case 2 -> value = in.readFloat();
        default -> throw new IOException("unknown field of a summary's value");
      }
    }
    return new Event(event.wallTime, event.step, event.version, name, value);
  }
}
