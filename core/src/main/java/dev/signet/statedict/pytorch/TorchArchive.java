package dev.signet.statedict.pytorch;

import dev.signet.statedict.FileBytes;
import dev.signet.statedict.MemoryBudget;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A file of {@code torch.save}: one pickle, and the storages that its tensors look into. */
sealed interface TorchArchive permits LegacyArchive, ZipArchive {
  /** Real pickles take a few hundred bytes a tensor. */
  long LONGEST_PICKLE = 64L << 20;

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
    if (start.remaining() > 262
        && StandardCharsets.US_ASCII.decode(start.slice(257, 5)).toString().equals("ustar")) {
      throw file.malformed(
          "offset 0",
          "a tar file, as torch.save wrote before PyTorch 0.1.10; expected a ZIP file or a pickle: load and save it again with a"
              + " newer PyTorch");
    }
    throw file.malformed(
        "offset 0", "not a file of torch.save; expected a ZIP file (PK) or a pickle (0x80)");
  }
}
