package dev.signet.studio.training;

import dev.signet.SignetException;
import dev.signet.runfolder.RunFolder;
import dev.signet.runfolder.RunningProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The model of a run as files for other programs. Safe for use by many threads. */
public final class Exports {
  private static final long PAUSE_MILLIS = 100;

  private final Launcher launcher;
  private final Path logs;

  /** A format in which a model can be taken away. */
  public enum Format {
    /** The model file, with all that is needed to use it. */
    SIGNET,
    /** The parameters as PyTorch saves them. */
    PYTORCH,
    ONNX,
    /** In 8-bit integers. */
    ONNX_INT8
  }

  /** Files are made by this program, which says into these logs. */
  public Exports(Launcher launcher, Path logs) {
    this.launcher = launcher;
    this.logs = logs;
  }

  /** The file of a format, whether it is there or not. */
  public static Path file(RunFolder run, Format format) {
    return switch (format) {
      case SIGNET -> run.model();
      case PYTORCH -> run.parameters(run.readConfig().model().variant());
      case ONNX -> run.path().resolve("model.onnx");
      case ONNX_INT8 -> run.path().resolve("model-int8.onnx");
    };
  }

  /**
   * Makes the file of a format if it is not there, or older than the model.
   *
   * @throws SignetException that says why it could not be made
   */
  public synchronized Path make(RunFolder run, Format format) {
    Path file = file(run, format);
    if (Files.exists(file)) {
      return file;
    }
    Path log = logs.resolve("export.log");
    List<String> words =
        new ArrayList<>(
            List.of(
                "export",
                "--model",
                run.path().toString(),
                "--to",
                "onnx",
                "--out",
                file.toString()));
    if (format == Format.ONNX_INT8) {
      words.addAll(List.of("--quantize", "int8"));
    }
    await(launcher.start(words, log));
    if (!Files.exists(file)) {
      Optional<String> why = Said.last(log, "error: ");
      throw new SignetException(why.orElse("the export has failed; its log is " + log));
    }
    return file;
  }

  private static void await(RunningProcess process) {
    try {
      while (process.isAlive()) {
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SignetException("the export was interrupted", e);
    }
  }
}
