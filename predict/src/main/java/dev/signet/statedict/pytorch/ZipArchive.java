package dev.signet.statedict.pytorch;

import dev.signet.Text;
import dev.signet.statedict.FileBytes;
import dev.signet.statedict.MemoryBudget;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The format since PyTorch 1.6: a ZIP file of stored entries {@code NAME/data.pkl}, {@code
 * NAME/data/KEY} for each storage, {@code NAME/version} and (since 2.1) {@code NAME/byteorder}.
 *
 * <p>Specification: PyTorch's {@code torch/serialization.py} and {@code caffe2/serialize}.
 */
final class ZipArchive implements TorchArchive {
  private final FileBytes file;
  private final String folder;
  private final Map<String, ZipEntry> entries;
  private final CopyBudget budget;
  private final ByteOrder order;
  private final PickleValue root;
  private final Map<String, ByteBuffer> cache = new HashMap<>();

  private ZipArchive(
      FileBytes file, Map<String, ZipEntry> entries, CopyBudget budget, MemoryBudget memory) {
    this.file = file;
    this.entries = entries;
    this.budget = budget;
    this.folder = folder(file, entries);
    this.order = byteOrder();
    this.root = unpickle(memory);
  }

  static ZipArchive open(FileBytes file, CopyBudget budget, MemoryBudget memory) {
    return new ZipArchive(file, ZipEntries.read(file, memory), budget, memory);
  }

  @Override
  public PickleValue root() {
    return root;
  }

  @Override
  public String place() {
    return entry("data.pkl").place();
  }

  @Override
  public ByteBuffer bytes(TorchStorage storage) {
    ByteBuffer bytes = cache.get(storage.key());
    if (bytes == null) {
      bytes = load(storage);
      cache.put(storage.key(), bytes);
    }
    return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  private ByteBuffer load(TorchStorage storage) {
    ZipEntry entry = entry("data/" + storage.key());
    if (entry.size() != storage.byteCount()) {
      throw file.malformed(
          entry.place(),
          Text.of("has %d bytes; expected %d for %s", entry.size(), storage.byteCount(), storage));
    }
    ByteBuffer bytes = entry.read(file);
    int size = storage.type().size();
    if (order == ByteOrder.LITTLE_ENDIAN || size == 1) {
      return bytes;
    }
    budget.spend(storage.count(), size, entry.place());
    return swapped(bytes, size);
  }

  private static ByteBuffer swapped(ByteBuffer bigEndian, int size) {
    ByteBuffer little = ByteBuffer.allocateDirect(bigEndian.remaining());
    for (int start = 0; start < little.capacity(); start += size) {
      for (int i = 0; i < size; i++) {
        little.put(start + i, bigEndian.get(start + size - 1 - i));
      }
    }
    return little;
  }

  private static String folder(FileBytes file, Map<String, ZipEntry> entries) {
    String first = entries.keySet().stream().findFirst().orElse("");
    String folder = first.substring(0, first.indexOf('/') + 1);
    if (folder.isEmpty() || !entries.containsKey(folder + "data.pkl")) {
      throw file.malformed(
          Text.of("ZIP directory, before offset %d", file.size()),
          "there is no entry '%sdata.pkl'; expected a file of torch.save%s"
              .formatted(folder, packed(entries)));
    }
    if (entries.containsKey(folder + "constants.pkl")) {
      throw file.malformed(
          Objects.requireNonNull(entries.get(folder + "constants.pkl")).place(),
          "this is a TorchScript program; expected a state_dict: in Python,"
              + " torch.save(torch.jit.load(FILE).state_dict(), 'weights.pth')");
    }
    return folder;
  }

  /** What to do about a ZIP file that somebody has packed weights into. */
  private static String packed(Map<String, ZipEntry> entries) {
    return entries.keySet().stream()
        .filter(
            name -> name.toLowerCase(Locale.ROOT).matches(".*\\.(pth?|ckpt|pkl|bin|safetensors)"))
        .findFirst()
        .map(name -> ", but there is '%s': unzip it".formatted(name))
        .orElse("");
  }

  private ByteOrder byteOrder() {
    if (!entries.containsKey(folder + "byteorder")) {
      return ByteOrder.LITTLE_ENDIAN;
    }
    ZipEntry entry = entry("byteorder");
    ByteBuffer bytes = entry.read(file);
    String order =
        StandardCharsets.ISO_8859_1.decode(bytes.limit(Math.min(bytes.limit(), 20))).toString();
    return switch (order) {
      case "little" -> ByteOrder.LITTLE_ENDIAN;
      case "big" -> ByteOrder.BIG_ENDIAN;
      default ->
          throw file.malformed(entry.place(), "is '%s'; expected little or big".formatted(order));
    };
  }

  private PickleValue unpickle(MemoryBudget memory) {
    ZipEntry entry = entry("data.pkl");
    if (entry.size() > LONGEST_PICKLE) {
      throw file.malformed(
          entry.place(),
          Text.of("has %d bytes; expected at most %d", entry.size(), LONGEST_PICKLE));
    }
    PickleInput in =
        new PickleInput(file, "entry " + entry.name(), entry.read(file), entry.dataAt(), memory);
    return Pickle.read(in).root();
  }

  private ZipEntry entry(String name) {
    ZipEntry entry = entries.get(folder + name);
    if (entry == null) {
      throw file.malformed(
          Text.of("entry %s, before offset %d", folder + name, file.size()),
          "is missing from the ZIP directory; expected an entry of this name");
    }
    return entry;
  }
}
