package dev.signet.picture;

import java.io.IOException;

/** A native library cannot be loaded. The message is a clause that says why and what helps. */
final class MissingLibrary extends IOException {
  private static final long serialVersionUID = 1L;

  MissingLibrary(String problem) {
    super(problem);
  }
}
