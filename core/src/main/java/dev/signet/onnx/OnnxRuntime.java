package dev.signet.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import dev.signet.SignetException;
import dev.signet.files.NativeFolder;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;

/** Loads ONNX Runtime, once for the whole JVM. Safe for use by many threads. */
public final class OnnxRuntime {
  private static final String PATH = "onnxruntime.native.path";

  /** JavaCPP's names of platforms and ONNX Runtime's. */
  private static final Map<String, String> PLATFORMS =
      Map.of(
          "linux-x86_64", "linux-x64",
          "linux-arm64", "linux-aarch64",
          "macosx-arm64", "osx-aarch64",
          "windows-x86_64", "win-x64");

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
          "cannot load ONNX Runtime for %s: %s".formatted(Loader.getPlatform(), cause.getMessage()),
          e);
    }
  }

  /** Its initializer runs once, under the JVM's own lock. */
  private static final class Loaded {
    static final OrtEnvironment ENVIRONMENT = load();

    /**
     * ONNX Runtime would unpack its library at every start, into a new folder that it leaves
     * behind; JavaCPP's cache keeps one, which halves the time to load.
     */
    private static OrtEnvironment load() {
      if (System.getProperty(PATH) == null) {
        System.setProperty(PATH, unpack().getPath());
      }
      return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "signet");
    }

    private static File unpack() {
      String platform = PLATFORMS.get(Loader.getPlatform());
      if (platform == null) {
        throw new IllegalStateException("there is none for this platform");
      }
      NativeFolder.choose();
      try {
        File[] folders =
            Loader.cacheResources(OrtEnvironment.class, "/ai/onnxruntime/native/" + platform + "/");
        return Objects.requireNonNull(folders)[0];
      } catch (IOException e) {
        throw new IllegalStateException(e.getMessage(), e);
      }
    }
  }
}
