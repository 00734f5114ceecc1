package dev.signet.libtorch;

import dev.signet.SignetException;
import dev.signet.files.NativeFiles;
import dev.signet.files.NativeFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;

/**
 * Loads libtorch, once for the whole JVM. Safe for use by many threads.
 *
 * <p>Every entry point of Signet that touches a tensor calls {@link #load} first.
 */
public final class Libtorch {
  private Libtorch() {}

  /**
   * Makes libtorch ready for use. The first call on a machine unpacks about 355 MB into JavaCPP's
   * cache and takes some seconds; later ones take a fraction of one.
   *
   * @throws SignetException if the native libraries are missing for this platform, damaged, or
   *     cannot be unpacked
   */
  public static void load() {
    try {
      Loaded.touch();
    } catch (LinkageError e) {
      if (!isOnTheClassPath()) {
        throw new SignetException(
            "libtorch for %s is not on the class path: its jars (org.bytedeco) are missing, or there"
                    .formatted(platform())
                + " are none for this platform",
            e);
      }
      File folder = cacheFolder(); // says what is wrong with the folder, if that is it
      throw new SignetException(
          "cannot load libtorch for %s: %s; %s"
              .formatted(platform(), rootMessage(e), advice(rootMessage(e), folder)),
          e);
    }
  }

  /** What to do about a library that the linker did not find, or could not read. */
  private static String advice(String problem, File folder) {
    return holdsCuda() && problem.contains("cannot open shared object file")
        ? "libtorch for CUDA takes CUDA 13, cuDNN 9 and NCCL 2 from the machine: install them, or name"
            + " their folders (LD_LIBRARY_PATH)"
        : "check the free space of the cache folder %s and that the build chose this platform, or %s"
            .formatted(folder, NativeFolder.ADVICE);
  }

  /** The platform's name as the native jars spell it, such as {@code linux-x86_64}. */
  public static String platform() {
    try {
      return Loader.getPlatform();
    } catch (LinkageError e) { // not even JavaCPP is there
      return System.getProperty("os.name") + "-" + System.getProperty("os.arch");
    }
  }

  /** Whether this build holds libtorch for CUDA; says so without loading it. */
  public static boolean holdsCuda() {
    return Stream.of("libtorch_cuda.so", "torch_cuda.dll").anyMatch(file -> holds("-gpu", file));
  }

  private static boolean isOnTheClassPath() {
    return Stream.of("libtorch.so", "torch.dll", "libtorch.dylib")
        .anyMatch(file -> holds("", file) || holds("-gpu", file));
  }

  private static boolean holds(String extension, String file) {
    if (NativeFiles.bundled().isPresent()) {
      return Files.exists(NativeFiles.bundled().orElseThrow().resolve(file));
    }
    String folder = "/org/bytedeco/pytorch/" + platform() + extension + "/";
    return Libtorch.class.getResource(folder + file) != null;
  }

  /** libtorch's version, such as {@code 2.10.0}. */
  public static String version() {
    try {
      return Loader.getVersion("org.bytedeco", "pytorch").split("-", 2)[0];
    } catch (IOException e) {
      throw new SignetException("the version of libtorch's presets is unreadable", e);
    }
  }

  /**
   * The folder that the native libraries are unpacked to, or lie in already.
   *
   * @throws SignetException if there is none that is good enough
   */
  public static File cacheFolder() {
    return NativeFiles.bundled().orElseGet(NativeFolder::choose).toFile();
  }

  /** Threads that libtorch's operators use. */
  public static int threads() {
    load();
    return torch.get_num_threads();
  }

  /**
   * Sets the threads that libtorch's operators use; the same number gives the same results.
   *
   * @param threads at least 1
   */
  public static void useThreads(int threads) {
    load();
    torch.set_num_threads(threads);
  }

  private static String rootMessage(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }

  /** Its initializer runs once, under the JVM's own lock. */
  private static final class Loaded {
    static {
      unpackAllLibraries();
      Loader.load(torch.class);
      // At batch 1 libtorch hands small products to OpenBLAS, whose threads fight with OpenMP's:
      // 360 ms a picture instead of 22.
      openblas_nolapack.blas_set_num_threads(1);
    }

    static void touch() {}

    /**
     * Unpacks every library before the first is opened. Otherwise {@code libtorch.so} is opened
     * while its neighbour {@code libtorch_cpu.so} is still in the jar, the linker takes another
     * libtorch from the system in its stead, and the JVM crashes.
     */
    private static void unpackAllLibraries() {
      if (NativeFiles.bundled().isPresent()) {
        return;
      }
      String folder =
          "/org/bytedeco/pytorch/"
              + Loader.getPlatform()
              + Loader.loadProperties().getProperty("platform.extension", holdsCuda() ? "-gpu" : "")
              + "/";
      NativeFolder.choose();
      try {
        Loader.cacheResources(torch.class, folder);
      } catch (IOException e) {
        throw new IllegalStateException(e.getMessage(), e);
      }
    }
  }
}
