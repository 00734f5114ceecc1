package dev.signet.files;

import java.io.EOFException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why something could not be read or written, in words and not in names of Java's classes. */
public final class Reason {
  private Reason() {}

  /** One clause, such as {@code permission denied}. */
  public static String of(Throwable failure) {
    Throwable cause = failure.getCause();
    if (failure instanceof UncheckedIOException && cause != null) {
      return of(cause);
    } else if (failure instanceof AccessDeniedException) {
      return "permission denied";
    } else if (failure instanceof NoSuchFileException) {
      return "there is no such file or folder";
    } else if (failure instanceof FileAlreadyExistsException exists) {
      return exists.getFile() + " is a file, not a folder";
    } else if (failure instanceof FileSystemLoopException loop) {
      return loop.getFile() + " is a link that leads back to a folder that it lies in";
    } else if (failure instanceof NotDirectoryException) {
      return "it is no folder";
    } else if (failure instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason();
    } else if (failure instanceof EOFException) {
      return "it ends too early";
    } else if (failure instanceof CharacterCodingException) {
      return "it is not UTF-8 text";
    } else if (failure instanceof NumberFormatException && failure.getMessage() != null) {
      return failure.getMessage().replaceFirst("^For input string: ", "a number is expected, not ");
    }
    String message = failure.getMessage();
    return message == null || message.isBlank()
        ? "no reason is given"
        : message.lines().findFirst().orElse(message);
  }
}
