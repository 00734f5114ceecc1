package dev.signet.runfolder;

import dev.signet.SignetVersion;
import dev.signet.config.Json;
import dev.signet.files.AtomicFile;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Libtorch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a training ran on.
 *
 * @param signetVersion of Signet
 * @param java version and maker of the Java runtime
 * @param system operating system and architecture
 * @param processors that Java saw
 * @param libtorch its version
 * @param threads libtorch computed with
 * @param device where it computed
 * @param precision of the arithmetic, and why so
 */
public record RunEnvironment(
    String signetVersion,
    String java,
    String system,
    int processors,
    String libtorch,
    int threads,
    String device,
    String precision) {
  /** The environment of this process. */
  public static RunEnvironment current(ComputeDevice device, Arithmetic arithmetic) {
    return new RunEnvironment(
        SignetVersion.current(),
        System.getProperty("java.version") + ", " + System.getProperty("java.vendor"),
        "%s %s, %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")),
        Runtime.getRuntime().availableProcessors(),
        Libtorch.version(),
        Libtorch.threads(),
        device + " (" + device.reason() + ")",
        arithmetic.describe());
  }

  /** Writes the file as a whole or not at all. */
  public void write(Path file) {
    AtomicFile.write(file, Json.write(this));
  }

  /** Reads it back; empty if there is no file. */
  public static Optional<RunEnvironment> read(Path file) {
    return Files.isRegularFile(file)
        ? Optional.of(Json.readFile(RunEnvironment.class, file))
        : Optional.empty();
  }
}
