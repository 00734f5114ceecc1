package dev.signet.statedict.safetensors;

import dev.signet.Text;
import dev.signet.statedict.DType;
import java.util.List;
import java.util.Map;

/** The header of a safetensors file: its tensors in the order of the JSON, and notes. */
record Header(List<Entry> entries, Map<String, String> metadata) {
  /** The name under which the notes are kept among those of the tensors. */
  static final String METADATA = "__metadata__";

  /**
   * A tensor: its data is the bytes from {@code begin} to before {@code end} after the header.
   *
   * @param at the offset of its description in the file
   */
  record Entry(String name, long at, DType dtype, List<Long> shape, long begin, long end) {
    long byteCount() {
      return end - begin;
    }

    /** For messages. */
    String place() {
      return Text.of("tensor %s, offset %d", name, at);
    }
  }
}
