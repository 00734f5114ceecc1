package dev.signet.statedict.pytorch;

import dev.signet.Text;
import dev.signet.statedict.FileBytes;
import dev.signet.statedict.MemoryBudget;
import dev.signet.statedict.pytorch.PickleValue.Int;
import dev.signet.statedict.pytorch.PickleValue.Items;
import dev.signet.statedict.pytorch.PickleValue.Unicode;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * The format before PyTorch 1.6: pickles of a magic number, the protocol version, facts about the
 * machine, the object and the storage keys; then for each key the number of elements (int64) and
 * the elements. Numbers and elements are little-endian on every machine.
 *
 * <p>Specification: {@code _legacy_save} in PyTorch's {@code torch/serialization.py}.
 */
final class LegacyArchive implements TorchArchive {
  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final BigInteger VERSION = BigInteger.valueOf(1001);

  private final PickleValue root;
  private final Map<String, ByteBuffer> storages;

  private LegacyArchive(PickleValue root, Map<String, ByteBuffer> storages) {
    this.root = root;
    this.storages = storages;
  }

  static LegacyArchive open(FileBytes file, MemoryBudget memory) {
    long length = Math.min(file.size(), LONGEST_PICKLE);
    PickleInput in = new PickleInput(file, "pickles", file.slice(0, length, "pickles"), 0, memory);
    requireInt(in, "magic number", MAGIC);
    requireInt(in, "protocol version", VERSION);
    Pickle.read(in); // sys_info: the byte order of the machine that wrote, not that of the data
    Pickle.Content content = Pickle.read(in);
    if (!(Pickle.read(in).root() instanceof Items keys)) {
      throw in.error("expected a list of storage keys after the object");
    }
    return new LegacyArchive(content.root(), storages(file, in, keys, content.storages()));
  }

  private static void requireInt(PickleInput in, String what, BigInteger expected) {
    PickleValue value = Pickle.read(in).root();
    if (!(value instanceof Int number) || !number.value().equals(expected)) {
      throw in.error(
          Text.of(
              "not a file of torch.save: its %s is wrong; expected %d; if pickle.dump wrote it: in Python, torch.save(pickle.load(open(FILE, 'rb')), 'weights.pth')",
              what, expected));
    }
  }

  private static Map<String, ByteBuffer> storages(
      FileBytes file, PickleInput in, Items keys, Map<String, TorchStorage> described) {
    Map<String, ByteBuffer> storages = new HashMap<>();
    long at = in.position();
    for (PickleValue key : keys.values()) {
      TorchStorage storage = key instanceof Unicode text ? described.get(text.value()) : null;
      if (storage == null) {
        throw in.error(
            "the list of storage keys has one that no tensor uses; expected those of the tensors");
      }
      String place = "storage " + storage.key();
      long count = file.slice(at, Long.BYTES, place + ", its length").getLong();
      if (count != storage.count()) {
        throw file.malformed(
            Text.of("%s, offset %d", place, at),
            Text.of("has %d elements; expected %d", count, storage.count()));
      }
      ByteBuffer bytes = file.slice(at + Long.BYTES, storage.byteCount(), place);
      if (storages.put(storage.key(), bytes) != null) {
        throw in.error(
            "the list of storage keys has %s twice; expected each once".formatted(storage.key()));
      }
      at += Long.BYTES + storage.byteCount();
    }
    if (storages.size() != described.size()) {
      throw in.error(
          Text.of(
              "the list of storage keys has %d, but the tensors use %d; expected as many",
              storages.size(), described.size()));
    }
    if (at != file.size()) {
      throw file.malformed(
          "offset " + at,
          Text.of("%d bytes after the last storage; expected none", file.size() - at));
    }
    return storages;
  }

  @Override
  public PickleValue root() {
    return root;
  }

  @Override
  public String place() {
    return "pickles, offset 0";
  }

  @Override
  public ByteBuffer bytes(TorchStorage storage) {
    ByteBuffer bytes = storages.get(storage.key());
    if (bytes == null) {
      throw new IllegalStateException("every storage was checked when the file was opened");
    }
    return bytes.duplicate().order(bytes.order());
  }
}
