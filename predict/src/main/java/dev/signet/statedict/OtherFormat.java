package dev.signet.statedict;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Files that people take for weights, recognised by their first bytes, and what to do with them.
 */
enum OtherFormat {
  GZIP("a file compressed by gzip", "gunzip FILE", 0, "\u001f\u008b"),
  XZ("a file compressed by xz", "unxz FILE", 0, "\u00fd7zXZ\0"),
  BZIP2("a file compressed by bzip2", "bunzip2 FILE", 0, "BZh"),
  ZSTANDARD("a file compressed by Zstandard", "unzstd FILE", 0, "(\u00b5/\u00fd"),
  LZ4("a file compressed by LZ4", "unlz4 FILE", 0, "\4\"M\u0018"),
  SEVEN_ZIP("a 7-Zip archive", "7z x FILE", 0, "7z\u00bc\u00af'\u001c"),
  RAR("a RAR archive", "unrar x FILE", 0, "Rar!\u001a\7"),
  TAR(
      "a tar file",
      "tar xf FILE; if torch.save wrote it (before PyTorch 0.1.10), load and save it again with a newer PyTorch",
      257,
      "ustar"),
  HDF5(
      "an HDF5 file, as Keras writes",
      "give weights that PyTorch saved: torch.save(model.state_dict(), 'weights.pth')",
      0,
      "\u0089HDF\r\n\u001a\n"),
  NUMPY(
      "an array of NumPy",
      "in Python, make tensors of the arrays (torch.from_numpy) and torch.save them in a dict",
      0,
      "\u0093NUMPY"),
  GIT_LFS(
      "a pointer of Git LFS to the file, not the file itself",
      "git lfs pull",
      0,
      "version https://git-lfs"),
  HTML("a web page, not weights", "download the file itself", 0, "<!DOCTYPE"),
  HTML_SMALL("a web page, not weights", "download the file itself", 0, "<!doctype"),
  HTML_PLAIN("a web page, not weights", "download the file itself", 0, "<html"),
  PICTURE("a JPEG picture", "name weights", 0, "\u00ff\u00d8\u00ff"),
  PNG("a PNG picture", "name weights", 0, "\u0089PNG");

  private static final int START = 512;

  private final String what;
  private final String advice;
  private final int at;
  private final String signature;

  OtherFormat(String what, String advice, int at, String signature) {
    this.what = what;
    this.advice = advice;
    this.at = at;
    this.signature = signature;
  }

  static Optional<OtherFormat> of(FileBytes file) {
    ByteBuffer bytes = file.slice(0, Math.min(file.size(), START), "start of the file");
    String start = StandardCharsets.ISO_8859_1.decode(bytes).toString();
    for (OtherFormat format : values()) {
      if (start.startsWith(format.signature, format.at)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  MalformedFileException refusal(FileBytes file) {
    return file.malformed(
        "offset " + at,
        "is %s; expected a file of torch.save or safetensors: %s"
            .formatted(what, advice.replace("FILE", file.file().toString())));
  }
}
