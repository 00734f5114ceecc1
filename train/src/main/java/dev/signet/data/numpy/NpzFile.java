package dev.signet.data.numpy;

import dev.signet.SignetException;
import dev.signet.data.RawPictures;
import dev.signet.files.Reason;
import dev.signet.picture.ReadableFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A ZIP file of arrays, each called {@code NAME.npy}; {@code java.util.zip} checks their sums. */
final class NpzFile {
  private NpzFile() {}

  /** The arrays by name, unpacked into memory. */
  static Map<String, NpyArray> arrays(Path file) {
    ReadableFile.require(file);
    Map<String, NpyArray> arrays = new TreeMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        String name = entry.getName().replaceFirst("\\.npy$", "");
        if (!name.equals(entry.getName())) {
          String where = file + ": " + name;
          requireMemory(where, entry.getSize());
          byte[] bytes = bytes(zip, entry);
          arrays.put(name, NpyArray.of(where, bytes.length, RawPictures.Bytes.of(bytes)));
        }
      }
    } catch (IOException e) {
      throw new SignetException(
          "%s cannot be read as .npz: %s; save or download it again".formatted(file, Reason.of(e)),
          e);
    }
    return arrays;
  }

  private static byte[] bytes(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  private static void requireMemory(String where, long bytes) {
    long most = Math.min(Integer.MAX_VALUE - 8L, Runtime.getRuntime().maxMemory());
    if (bytes > most) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s needs %.1f GB of memory, but Java may use %.1f GB; save it as .npy, which is mapped",
              where,
              bytes / 1e9,
              most / 1e9));
    }
  }
}
