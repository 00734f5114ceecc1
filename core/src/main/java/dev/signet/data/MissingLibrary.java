package dev.signet.data;

import java.io.IOException;

/** A native library cannot be loaded. The message is a clause that says why and what helps. */
final class MissingLibrary extends IOException {
  private static final long serialVersionUID = 1L;

  MissingLibrary(Throwable cause) {
    super(reason(cause), cause);
  }

  private static String reason(Throwable problem) {
    Throwable root = problem;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = String.valueOf(root.getMessage());
    return message.lines().findFirst().orElse(message);
  }
}
