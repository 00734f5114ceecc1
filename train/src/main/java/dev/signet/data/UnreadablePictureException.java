package dev.signet.data;

import dev.signet.SignetException;
import org.jspecify.annotations.Nullable;

/**
 * One picture of many that cannot be read: damaged, of a kind that is not read, or gone. The others
 * may be fine, so whoever reads them all may go on without it.
 */
public final class UnreadablePictureException extends SignetException {
  private static final long serialVersionUID = 1L;

  /** A sentence that names the picture, and what led to it. */
  public UnreadablePictureException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
