package dev.signet.picture;

import java.io.IOException;

/** A picture that is whole, but of a kind that is not read. The message is a clause: which kind. */
final class UnsupportedPicture extends IOException {
  private static final long serialVersionUID = 1L;

  UnsupportedPicture(String kind) {
    super(kind);
  }
}
