package dev.signet.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import dev.signet.SignetException;
import dev.signet.files.NativeFiles;
import dev.signet.files.NativeFolder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Loads ONNX Runtime, once for the whole JVM. Safe for use by many threads. */
public final class OnnxRuntime {
  private static final String PATH = "onnxruntime.native.path";

  /**
   * Bytes. What ONNX Runtime's telemetry does at the start, unless {@code ORT_DISABLE_TELEMETRY} is
   * set, recurses by the length of the process's command line: a long class path is too much for
   * the stack of one of Java's threads, and the JVM ends without a word. Only what is used is
   * taken.
   */
  private static final long START_STACK = 256L << 20;

  private OnnxRuntime() {}

  /** Loads the runtime; false if there is none for this platform or it cannot be loaded. */
  public static boolean isUsable() {
    try {
      return !version().isEmpty();
    } catch (SignetException e) {
      return false;
    }
  }

  /** Its version, such as {@code 1.29.0}. */
  public static String version() {
    return environment().getVersion();
  }

  /**
   * The runtime, ready for use. The first call on a machine unpacks its library, 28 MB.
   *
   * @throws SignetException if it is missing for this platform or cannot be unpacked
   */
  static OrtEnvironment environment() {
    try {
      return Loaded.ENVIRONMENT;
    } catch (LinkageError e) {
      NativeFolder.choose(); // says what is wrong with the folder, if that is it
      Throwable cause = Optional.ofNullable(e.getCause()).orElse(e);
      throw new SignetException(
          "cannot load ONNX Runtime for %s: %s".formatted(platform(), cause.getMessage()), e);
    }
  }

  /** The folder of this platform's libraries in ONNX Runtime's jar, such as {@code linux-x64}. */
  static String platform() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    boolean arm = processor.equals("aarch64") || processor.equals("arm64");
    if (system.contains("win")) {
      return arm ? "win-aarch64" : "win-x64";
    }
    boolean mac = system.contains("mac");
    return (mac ? "osx-" : "linux-") + (arm ? "aarch64" : "x64");
  }

  /** The libraries of this platform: the runtime, and what calls it from Java. */
  private static List<String> libraries() {
    return List.of(
        System.mapLibraryName("onnxruntime"), System.mapLibraryName("onnxruntime4j_jni"));
  }

  /** Started in a thread with a stack that is large enough. */
  private static OrtEnvironment started() {
    FutureTask<OrtEnvironment> start = new FutureTask<>(OnnxRuntime::start);
    new Thread(null, start, "onnxruntime-start", START_STACK).start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return start.get();
        } catch (InterruptedException e) {
          interrupted = true; // what has failed to load once never loads again, so it goes on
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static OrtEnvironment start() {
    OrtEnvironment environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "signet");
    try {
      environment.setTelemetry(false); // it would report to its makers
    } catch (OrtException e) {
      throw new IllegalStateException("its telemetry cannot be turned off: " + e.getMessage(), e);
    }
    return environment;
  }

  /** Its initializer runs once, under the JVM's own lock. */
  private static final class Loaded {
    static final OrtEnvironment ENVIRONMENT = load();

    /**
     * ONNX Runtime would unpack its libraries at every start, into a new folder that it leaves
     * behind; one copy is kept, which halves the time to load.
     */
    private static OrtEnvironment load() {
      if (System.getProperty(PATH) == null) {
        String folder = "/ai/onnxruntime/native/" + platform() + "/";
        System.setProperty(
            PATH,
            NativeFiles.unpacked(OrtEnvironment.class, folder, libraries(), "onnxruntime")
                .toString());
      }
      return started();
    }
  }
}
