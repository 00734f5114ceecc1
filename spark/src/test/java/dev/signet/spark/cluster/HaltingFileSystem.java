package dev.signet.spark.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.Progressable;

/**
 * This machine's disk under the scheme {@code halting}: a process that is about to do what a test
 * waits for, with a file of the name that stands in a file, stops there until that file is gone.
 */
public final class HaltingFileSystem extends RawLocalFileSystem {
  private static final String AT = "fs.halting.at";

  /** Made by Hadoop. */
  public HaltingFileSystem() {}

  /** The test's side of it. */
  record Halt(java.nio.file.Path at) {
    /** What Spark must be told. */
    Map<String, String> settings() {
      return Map.of(
          "spark.hadoop.fs.halting.impl",
          HaltingFileSystem.class.getName(),
          "spark.hadoop." + AT,
          at.toString());
    }

    /** Whoever looks for, or writes, a file whose name begins so stops there from now on. */
    void at(String name) throws IOException {
      Files.deleteIfExists(reached());
      java.nio.file.Path whole = Files.writeString(at.resolveSibling("next"), name);
      Files.move(whole, at);
    }

    /** No file's name begins as what is said where nobody is to stop. */
    private String name() throws IOException {
      try {
        return Files.readString(at);
      } catch (NoSuchFileException e) {
        return "/";
      }
    }

    private java.nio.file.Path reached() {
      return at.resolveSibling("reached");
    }

    BooleanSupplier isReached() {
      return () -> Files.exists(reached());
    }

    /** Lets go on who stopped, and stops nobody any more. */
    void release() throws IOException {
      Files.deleteIfExists(at);
    }
  }

  @Override
  public String getScheme() {
    return "halting";
  }

  @Override
  public URI getUri() {
    return URI.create("halting:///");
  }

  @Override
  public boolean exists(Path path) throws IOException {
    haltAt(path);
    return super.exists(path);
  }

  @Override
  public FSDataOutputStream create(
      Path path, boolean overwrite, int buffer, short copies, long block, Progressable progress)
      throws IOException {
    try (FSDataOutputStream out = super.create(path, overwrite, buffer, copies, block, progress)) {
      out.write(new byte[8]);
      out.flush();
      haltAt(path); // with no more of the file than this
    }
    return super.create(path, true, buffer, copies, block, progress);
  }

  private void haltAt(Path path) throws IOException {
    Halt halt = new Halt(java.nio.file.Path.of(getConf().get(AT)));
    while (path.getName().startsWith(halt.name())) {
      Files.write(halt.reached(), new byte[0]);
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
  }
}
