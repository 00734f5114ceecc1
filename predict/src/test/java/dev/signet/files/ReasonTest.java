package dev.signet.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReasonTest {
  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new AccessDeniedException("/x"), "permission denied"),
        Arguments.of(new NoSuchFileException("/x"), "there is no such file or folder"),
        Arguments.of(new FileAlreadyExistsException("/x"), "/x is a file, not a folder"),
        Arguments.of(
            new FileSystemLoopException("/x"),
            "/x is a link that leads back to a folder that it lies in"),
        Arguments.of(new NotDirectoryException("/x"), "it is no folder"),
        Arguments.of(new FileSystemException("/x", null, "No space left"), "No space left"),
        Arguments.of(new EOFException(), "it ends too early"),
        Arguments.of(new MalformedInputException(1), "it is not UTF-8 text"),
        Arguments.of(new IOException("broken\nat x"), "broken"),
        Arguments.of(new IOException(), "no reason is given"),
        Arguments.of(new IllegalStateException(" "), "no reason is given"),
        Arguments.of(
            new NumberFormatException("For input string: \"x\""),
            "a number is expected, not \"x\""),
        Arguments.of(new UncheckedIOException(new EOFException("x")), "it ends too early"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void failureIsSaidWithoutTheNameOfItsClass(Throwable failure, String said) {
    assertThat(Reason.of(failure)).isEqualTo(said).doesNotContain("Exception");
  }
}
