package dev.signet.spark.storage;

import dev.signet.SignetException;
import dev.signet.files.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A folder on a file system that Hadoop knows: HDFS, an object store, a disk that all hosts share.
 * Safe for use by many threads.
 */
public final class Storage {
  private static final String PROBE = "signet.probe";

  private final Path root;
  private final Configuration hadoop;

  /**
   * A folder, which need not be there yet.
   *
   * @param folder such as {@code hdfs:///runs/a} or {@code s3a://bucket/runs/a}
   */
  public Storage(String folder, Configuration hadoop) {
    this.root = new Path(folder);
    this.hadoop = hadoop;
  }

  /** Where it is, in full: what every host calls it. */
  public String uri() {
    return doing("found", root, system -> system.makeQualified(root).toString());
  }

  /** The bytes of a file; empty if there is none. */
  public Optional<byte[]> read(String name) {
    Path file = new Path(root, name);
    return doing(
        "read",
        file,
        system -> {
          if (!system.exists(file)) {
            return Optional.empty();
          }
          try (InputStream in = system.open(file)) {
            return Optional.of(in.readAllBytes());
          }
        });
  }

  /** Writes a file as a whole or not at all: under another name first, on its own file system. */
  public void write(String name, byte[] bytes) {
    put(name, out -> out.write(bytes));
  }

  /** Copies a local file here, as a whole or not at all. */
  public void upload(java.nio.file.Path local, String name) {
    put(name, out -> java.nio.file.Files.copy(local, out));
  }

  private interface Writing {
    void to(OutputStream out) throws IOException;
  }

  private void put(String name, Writing writing) {
    Path file = new Path(root, name);
    Path temporary = new Path(file.getParent(), "." + file.getName() + ".tmp");
    doing(
        "written",
        file,
        system -> {
          try (OutputStream out = system.create(temporary, true)) {
            writing.to(out);
          } catch (IOException | FSError e) {
            system.delete(temporary, false); // a full disk has better use for what there is of it
            throw e;
          }
          system.delete(file, false);
          if (!system.rename(temporary, file)) {
            throw new IOException("%s cannot be renamed to it".formatted(temporary));
          }
          return name;
        });
  }

  /** Copies a file from here. */
  public void download(String name, java.nio.file.Path local) {
    Path file = new Path(root, name);
    doing(
        "read",
        file,
        system -> {
          try (InputStream in = system.open(file)) {
            return java.nio.file.Files.copy(in, local);
          }
        });
  }

  /**
   * Sees, before there is something to lose, whether files can be written.
   *
   * @throws SignetException if not
   */
  public void requireWritable() {
    write(PROBE, new byte[1]);
    delete(PROBE);
  }

  /** Names of the files in a folder of it, in order; none if there is no such folder. */
  public List<String> list(String folder) {
    Path path = folder.isEmpty() ? root : new Path(root, folder);
    return doing(
        "listed",
        path,
        system -> {
          if (!system.exists(path)) {
            return List.of();
          }
          List<String> names = new ArrayList<>();
          for (FileStatus each : system.listStatus(path)) {
            if (each.isFile() && !each.getPath().getName().startsWith(".")) {
              names.add(each.getPath().getName());
            }
          }
          return names.stream().sorted().toList();
        });
  }

  /** Deletes a file or folder of it, if it is there; the folder itself where no name is given. */
  public void delete(String... names) {
    (names.length == 0 ? List.of(root) : Arrays.stream(names).map(n -> new Path(root, n)).toList())
        .forEach(path -> doing("deleted", path, system -> system.delete(path, true)));
  }

  private interface Work<T> {
    T on(FileSystem system) throws IOException;
  }

  private <T> T doing(String what, Path path, Work<T> work) {
    try {
      return work.on(path.getFileSystem(hadoop));
    } catch (FSError e) { // what Hadoop makes of a local disk that is full
      throw new SignetException(failed(path, what, Objects.requireNonNullElse(e.getCause(), e)), e);
    } catch (IOException | IllegalArgumentException e) {
      throw new SignetException(failed(path, what, e), e);
    }
  }

  private static String failed(Path path, String what, Throwable why) {
    return "%s cannot be %s: %s".formatted(path, what, Reason.of(why));
  }
}
