package dev.signet.statedict.pytorch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Puts ZIP files of torch.save together by hand, the wrong way if need be. */
public final class CraftedTorch {
  private final Map<String, byte[]> entries = new LinkedHashMap<>();
  private int method = ZipEntry.STORED;

  public CraftedTorch() {}

  /** A file whose one tensor is {@code w}: 4 floats, looked at in some way. */
  public static CraftedTorch oneTensor(long offset, List<Long> shape, List<Long> strides) {
    return new CraftedTorch()
        .with("net/data.pkl", pickle(4, offset, shape, strides))
        .with("net/data/0", new byte[16]);
  }

  /** A valid file. */
  public static CraftedTorch valid() {
    return oneTensor(0, List.of(2L, 2L), List.of(2L, 1L));
  }

  /** A file with any pickle, one character a byte. */
  public static CraftedTorch pickled(String pickle) {
    return new CraftedTorch().with("net/data.pkl", pickle.getBytes(UTF_8));
  }

  public CraftedTorch with(String name, byte[] content) {
    entries.put(name, content);
    return this;
  }

  public CraftedTorch with(String name, String content) {
    return with(name, content.getBytes(UTF_8));
  }

  public CraftedTorch without(String name) {
    entries.remove(name);
    return this;
  }

  public CraftedTorch compressed() {
    method = ZipEntry.DEFLATED;
    return this;
  }

  public Path save(Path file) {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> content : entries.entrySet()) {
        ZipEntry entry = new ZipEntry(content.getKey());
        entry.setMethod(method);
        if (method == ZipEntry.STORED) {
          CRC32 crc = new CRC32();
          crc.update(content.getValue());
          entry.setCrc(crc.getValue());
          entry.setSize(content.getValue().length);
        }
        zip.putNextEntry(entry);
        zip.write(content.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  private static byte[] pickle(
      long storageCount, long offset, List<Long> shape, List<Long> strides) {
    PickleWriter out = new PickleWriter();
    out.op(Op.EMPTY_DICT);
    out.text("w");
    out.global("torch._utils", "_rebuild_tensor_v2");
    out.op(Op.MARK);
    out.op(Op.MARK);
    out.text("storage");
    out.global("torch", "FloatStorage");
    out.text("0");
    out.text("cpu");
    out.integer(storageCount);
    out.op(Op.TUPLE);
    out.op(Op.BINPERSID);
    out.integer(offset);
    out.integers(shape);
    out.integers(strides);
    out.op(Op.NEWFALSE);
    out.op(Op.EMPTY_DICT);
    out.op(Op.TUPLE);
    out.op(Op.REDUCE);
    out.op(Op.SETITEM);
    return out.finish();
  }
}
