package dev.signet.data;

import dev.signet.picture.ImageDecoder;
import java.nio.file.Path;

/** Encoded pictures of which each is a file of its own. */
public interface FilePictures extends EncodedPictures {
  /** The file of picture {@code index}. */
  Path file(int index);

  @Override
  default String id(int index) {
    return file(index).toString();
  }

  @Override
  default byte[] bytes(int index) {
    return ImageDecoder.bytesOf(file(index));
  }

  @Override
  default long stamp(int index) {
    return FileStamp.of(file(index));
  }
}
