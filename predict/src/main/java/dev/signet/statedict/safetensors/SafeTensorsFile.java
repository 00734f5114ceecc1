package dev.signet.statedict.safetensors;

import dev.signet.SignetException;
import dev.signet.Text;
import dev.signet.files.AtomicFile;
import dev.signet.statedict.FileBytes;
import dev.signet.statedict.MalformedFileException;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDict;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * State dicts in safetensors files: a header length (unsigned 64 bits, little-endian), a JSON
 * header {@code {name: {dtype, shape, data_offsets}}} with optional {@code __metadata__}, and the
 * elements.
 *
 * <p>Specification: the README of github.com/huggingface/safetensors. Stateless: safe for use by
 * many threads.
 */
public final class SafeTensorsFile {
  private static final long LONGEST_HEADER = 100_000_000;

  private SafeTensorsFile() {}

  /**
   * Reads all tensors, in the order of the header; they share the file's bytes.
   *
   * @throws MalformedFileException if the file is damaged, hostile or of another format
   * @throws SignetException if it cannot be read
   */
  public static StateDict read(Path path) {
    return read(FileBytes.open(path));
  }

  /**
   * The same from bytes that are at hand.
   *
   * @throws MalformedFileException if they are damaged, hostile or of another format
   */
  public static StateDict read(FileBytes file) {
    long length = file.slice(0, Long.BYTES, "header length").getLong();
    if (length < 0 || length > LONGEST_HEADER || length > file.size() - Long.BYTES) {
      file.requireNoOtherFormat();
      throw file.malformed(
          "header length, offset 0",
          Text.of(
              "is %s; expected at most %d, and the file has %d bytes",
              Long.toUnsignedString(length), LONGEST_HEADER, file.size()));
    }
    Header header = HeaderReader.read(file, file.slice(Long.BYTES, length, "header"));
    long dataAt = Long.BYTES + length;
    requireCovered(file, header.entries(), file.size() - dataAt);
    List<NamedArray> arrays = new ArrayList<>();
    for (Header.Entry entry : header.entries()) {
      ByteBuffer data = file.slice(dataAt + entry.begin(), entry.byteCount(), entry::place);
      arrays.add(NamedArray.of(entry.name(), entry.dtype(), entry.shape(), data));
    }
    return StateDict.of(arrays, header.metadata());
  }

  /** The specification asks that tensors neither overlap nor leave holes. */
  private static void requireCovered(FileBytes file, List<Header.Entry> entries, long dataSize) {
    List<Header.Entry> byOffset = new ArrayList<>(entries);
    byOffset.sort(
        Comparator.comparingLong(Header.Entry::begin).thenComparingLong(Header.Entry::end));
    long end = 0;
    for (Header.Entry entry : byOffset) {
      if (entry.begin() != end) {
        throw file.malformed(
            entry.place(),
            Text.of(
                "its data begins at %d behind the header; expected %d, where the data before it ends",
                entry.begin(), end));
      }
      end = entry.end();
    }
    if (end != dataSize) {
      throw file.malformed(
          Text.of("data, offset %d", file.size() - dataSize),
          Text.of(
              "the tensors take %d bytes, but %d follow the header; expected as many",
              end, dataSize));
    }
  }

  /**
   * Writes all arrays and the metadata. The header keeps the order of the names; the elements are
   * sorted by the size of their type, largest first, so that all of them are aligned. The same
   * arrays and metadata give the same bytes.
   *
   * @throws SignetException if the file cannot be written
   */
  public static void write(StateDict stateDict, Path path) {
    List<NamedArray> layout = new ArrayList<>(stateDict.arrays());
    layout.sort(Comparator.comparingInt(array -> -array.dtype().size()));
    byte[] header = HeaderWriter.write(stateDict, layout);
    if (header.length > LONGEST_HEADER) {
      throw new SignetException(
          Text.of(
              "cannot write %s: names and notes take %d bytes; safetensors allows %d",
              path, header.length, LONGEST_HEADER));
    }
    ByteBuffer start =
        ByteBuffer.allocate(Long.BYTES + header.length).order(ByteOrder.LITTLE_ENDIAN);
    start.putLong(header.length).put(header).flip();
    AtomicFile.writeVia(
        path,
        temporary -> {
          try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            while (start.hasRemaining()) {
              channel.write(start);
            }
            for (NamedArray array : layout) {
              array.writeTo(channel);
            }
          }
        });
  }
}
