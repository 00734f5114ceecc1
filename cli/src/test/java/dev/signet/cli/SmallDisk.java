package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A file system of a few megabytes in memory. It is mounted where only a process that waits for it
 * and the processes {@link #inside} see it, so nothing is left behind, and where the system allows
 * it, it takes no rights.
 */
final class SmallDisk implements AutoCloseable {
  private final Path folder;
  private final Process holder;
  private final List<String> inside;

  private SmallDisk(Path folder, Process holder, List<String> inside) {
    this.folder = folder;
    this.holder = holder;
    this.inside = inside;
  }

  /** Mounts one over an empty folder, or skips the test where that is not allowed. */
  static SmallDisk mount(Path folder, int megabytes) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    for (boolean asUser : new boolean[] {true, false}) {
      String script = "mount -t tmpfs -o size=%dm tmpfs \"$1\" && echo ready && exec cat";
      Process process;
      try {
        process =
            new ProcessBuilder(
                    "unshare",
                    asUser ? "-rm" : "-m",
                    "sh",
                    "-c",
                    script.formatted(megabytes),
                    "sh",
                    folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
      } catch (IOException e) {
        return abort("no unshare here: a full or read-only disk is not tried");
      }
      if ("ready".equals(process.inputReader().readLine())) {
        String pid = String.valueOf(process.pid());
        List<String> user = asUser ? List.of("-U", "--preserve-credentials") : List.of();
        List<String> words =
            Stream.of(List.of("nsenter", "-t", pid, "-m"), user).flatMap(List::stream).toList();
        return new SmallDisk(folder, process, words);
      }
      process.waitFor();
    }
    return abort("mounting is not allowed here: a full or read-only disk is not tried");
  }

  /** The words before a command that sees it. */
  List<String> inside() {
    return inside;
  }

  /** A path on it as {@link #inside} sees it. */
  Path path(String name) {
    return folder.resolve(name);
  }

  /** A path on it as this process sees it. */
  Path seen(String name) {
    return Path.of("/proc", String.valueOf(holder.pid()), "root")
        .resolve(Path.of("/").relativize(path(name).toAbsolutePath()));
  }

  /** Fills it but for so many kilobytes. */
  void fill(int leave) throws IOException, InterruptedException {
    run(
        String.format(
            Locale.ROOT,
            "dd if=/dev/zero of=\"$1/filler\" bs=4k 2>/dev/null; truncate -s -%dk \"$1/filler\"",
            leave));
  }

  /** Frees what {@link #fill} took. */
  void free() throws IOException, InterruptedException {
    run("rm \"$1/filler\"");
  }

  /** Makes it read-only. */
  void makeReadOnly() throws IOException, InterruptedException {
    run("mount -o remount,ro \"$1\"");
  }

  /** Lets no program of it be run. */
  void forbidPrograms() throws IOException, InterruptedException {
    run("mount -o remount,noexec \"$1\"");
  }

  private void run(String script) throws IOException, InterruptedException {
    List<String> words =
        Stream.concat(inside.stream(), Stream.of("sh", "-c", script, "sh", folder.toString()))
            .toList();
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  @Override
  public void close() {
    holder.destroyForcibly(); // and the file system with it
  }
}
