package dev.signet;

import org.jspecify.annotations.Nullable;

/**
 * The root of every failure that Signet itself reports. The message is one line for the person at
 * the keyboard: what is wrong, which value, what is allowed, what to do.
 */
public class SignetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure with a sentence and no deeper cause. */
  public SignetException(String message) {
    super(message);
  }

  /** A failure with a sentence and the exception that led to it. */
  public SignetException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
