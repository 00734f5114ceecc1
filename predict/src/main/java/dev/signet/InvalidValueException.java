package dev.signet;

/**
 * A value that the user wrote is not allowed: an option out of range, an unknown name. The command
 * line answers it with exit code 2, every other {@link SignetException} with 1.
 */
public final class InvalidValueException extends SignetException {
  private static final long serialVersionUID = 1L;

  /** A value is not allowed; the sentence names it and says what is. */
  public InvalidValueException(String message) {
    super(message);
  }
}
