package dev.signet.statedict.pytorch;

import dev.signet.statedict.FileBytes;
import dev.signet.statedict.MemoryBudget;
import java.nio.ByteBuffer;

/** A file of {@code torch.save}: one pickle, and the storages that its tensors look into. */
sealed interface TorchArchive permits LegacyArchive, ZipArchive {
  /** A tensor takes a few hundred bytes; arrays of NumPy beside the weights may be large. */
  long LONGEST_PICKLE = 1L << 30;

  /** What the pickle holds. */
  PickleValue root();

  /** Where the pickle is, for messages. */
  String place();

  /** The bytes of a storage, little-endian, exactly as many as it should have. */
  ByteBuffer bytes(TorchStorage storage);

  /** Opens a file in whichever format it is. */
  static TorchArchive open(FileBytes file, CopyBudget budget, MemoryBudget memory) {
    ByteBuffer start = file.slice(0, Math.min(file.size(), 512), "start of the file");
    if (start.remaining() >= 4 && start.getInt(0) == 0x04034b50) {
      return ZipArchive.open(file, budget, memory);
    }
    if (start.remaining() > 0 && Byte.toUnsignedInt(start.get(0)) == Op.PROTO) {
      return LegacyArchive.open(file, memory);
    }
    file.requireNoOtherFormat();
    throw file.malformed(
        "offset 0", "not a file of torch.save; expected a ZIP file (PK) or a pickle (0x80)");
  }
}
