package dev.signet.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signet.SignetException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  @Test
  void writesANewFileAndLeavesNothingElse() throws IOException {
    Path target = folder.resolve("new/deep/a.txt");
    AtomicFile.write(target, out -> out.write("hello".getBytes(UTF_8)));
    assertThat(target).hasContent("hello");
    assertThat(names(folder.resolve("new/deep"))).containsExactly("a.txt");
  }

  @Test
  void replacesAnOldFile() throws IOException {
    Path target = Files.writeString(folder.resolve("a.txt"), "a long old content");
    AtomicFile.write(target, out -> out.write("new".getBytes(UTF_8)));
    assertThat(target).hasContent("new");
  }

  @Test
  void leavesTheOldFileAloneWhenWritingFails() throws IOException {
    Path target = Files.writeString(folder.resolve("a.txt"), "old");
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    target,
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IOException("No space left on device");
                    }))
        .isInstanceOf(SignetException.class)
        .hasMessage(
            "cannot write %s: No space left on device; free some space or choose another folder",
            target);
    assertThat(target).hasContent("old");
    assertThat(names(folder)).containsExactly("a.txt");
  }

  @Test
  void cleansUpWhenTheWriterThrowsSomethingOfItsOwn() throws IOException {
    Path target = folder.resolve("a.txt");
    assertThatThrownBy(
            () ->
                AtomicFile.writeVia(
                    target,
                    file -> {
                      throw new SignetException("no");
                    }))
        .hasMessage("no");
    assertThat(names(folder)).isEmpty();
  }

  @Test
  void letsTheWriterCloseTheStreamOrUseTheFileName() {
    AtomicFile.write(folder.resolve("a.txt"), OutputStream::close);
    assertThat(folder.resolve("a.txt")).isEmptyFile();
    AtomicFile.writeVia(folder.resolve("b.txt"), file -> Files.writeString(file, "by name"));
    assertThat(folder.resolve("b.txt")).hasContent("by name");
  }

  @Test
  void saysThatAFullDiskIsFull() {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "this system has no /dev/full");
    assertThatThrownBy(() -> AtomicFile.write(full, out -> out.write(new byte[10])))
        .isInstanceOf(SignetException.class)
        .hasMessage(
            "cannot write /dev/full: No space left on device; free some space or choose another"
                + " folder");
    assertThat(full).exists();
  }

  @Test
  void refusesAFolderAndAFolderThatIsAFile() throws IOException {
    assertThatThrownBy(() -> AtomicFile.write(folder, out -> out.write(1)))
        .hasMessage("cannot write %s: it is a folder; give the name of a file", folder);
    Path file = Files.writeString(folder.resolve("file"), "");
    Path below = file.resolve("a.txt");
    assertThatThrownBy(() -> AtomicFile.write(below, out -> out.write(1)))
        .isInstanceOf(SignetException.class)
        .hasMessage(
            "cannot write %s: %s is a file, not a folder; choose another name or folder",
            below, file);
  }

  @Test
  void saysThatAFolderMayNotBeWrittenTo() throws IOException {
    Path locked = Path.of("/proc");
    assumeTrue(Files.isDirectory(locked), "this system has no /proc");
    assertThatThrownBy(() -> AtomicFile.write(locked.resolve("a.txt"), out -> out.write(1)))
        .isInstanceOf(SignetException.class)
        .hasMessageStartingWith("cannot write /proc/a.txt: ");
  }

  @Test
  void writesThroughASymbolicLink() throws IOException {
    Path real = Files.writeString(folder.resolve("real.txt"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link.txt"), real);
    AtomicFile.write(link, out -> out.write("new".getBytes(UTF_8)));
    assertThat(real).hasContent("new");
    assertThat(link).isSymbolicLink();
  }

  @Test
  void isNotDisturbedByAnInterrupt() {
    Thread.currentThread().interrupt();
    AtomicFile.write(folder.resolve("a.txt"), out -> out.write("whole".getBytes(UTF_8)));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(folder.resolve("a.txt")).hasContent("whole");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
