package dev.signet.picture;

import dev.signet.SignetException;
import dev.signet.files.NativeFiles;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Google's decoder of WebP, from the native library in {@code webp-imageio}. Its functions are
 * called and not its plug-in, which would unpack another copy of the library at every start, print
 * what goes wrong and not say it: docs/decisions/0034. Loaded by the first WebP picture. Safe for
 * use by many threads.
 */
final class LibWebp {
  private static final String LIBRARY = System.mapLibraryName("webp-imageio");

  private static final int OK = 0;
  private static final int OUT_OF_MEMORY = 1;
  private static final int UNSUPPORTED = 4;
  private static final int NOT_ENOUGH_DATA = 7;

  private LibWebp() {}

  /**
   * Height and width, from the header.
   *
   * @throws IOException with a clause if it is no WebP picture
   * @throws MissingLibrary if libwebp cannot be loaded
   */
  static int[] size(byte[] file) throws IOException {
    int[] widthAndHeight = new int[2];
    int good = (int) call(functions().info, file, 0, file.length, widthAndHeight);
    if (good == 0) {
      throw new IOException("its header is no WebP picture's");
    }
    return new int[] {widthAndHeight[1], widthAndHeight[0]};
  }

  /**
   * Decodes rows.
   *
   * @param top the first row, an even number
   * @param width of the picture
   * @return {@code [rows, width]} pixels {@code 0xAARRGGBB}, not multiplied by alpha
   */
  static int[] decode(byte[] file, int top, int rows, int width) throws IOException {
    Functions functions = functions();
    long options = (long) call(functions.create);
    try {
      call(functions.crop, options, true);
      call(functions.top, options, top);
      call(functions.height, options, rows);
      call(functions.width, options, width);
      int[] outcome = new int[4];
      boolean bigEndian = ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN;
      // No offset: the library gives memory back at the wrong place then.
      Object pixels = call(functions.decode, options, file, 0, file.length, outcome, bigEndian);
      if (outcome[0] != OK || pixels == null) {
        throw new IOException(reason(outcome[0]));
      }
      return (int[]) pixels;
    } finally {
      call(functions.delete, options);
    }
  }

  private static String reason(int status) {
    return switch (status) {
      case OUT_OF_MEMORY -> "it needs more memory than there is";
      case UNSUPPORTED -> "it uses what libwebp does not support";
      case NOT_ENOUGH_DATA -> "it ends too early";
      default -> "its data contradict each other";
    };
  }

  private static Object call(MethodHandle function, Object... arguments) {
    try {
      return function.invokeWithArguments(arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e); // none of them declares any
    }
  }

  private static Functions functions() throws MissingLibrary {
    return Loaded.OUTCOME
        .functions()
        .orElseThrow(() -> new MissingLibrary(Loaded.OUTCOME.problem()));
  }

  /** The functions, or why there are none. */
  private record Outcome(Optional<Functions> functions, String problem) {}

  /** Its initializer runs once, under the JVM's own lock. */
  private static final class Loaded {
    static final Outcome OUTCOME = load();

    private static Outcome load() {
      try {
        return new Outcome(Optional.of(Functions.load()), "");
      } catch (UnsatisfiedLinkError | IllegalStateException | SignetException e) {
        return new Outcome(
            Optional.empty(),
            "libwebp cannot be loaded: %s; save the picture as PNG or JPEG"
                .formatted(e.getMessage()));
      }
    }
  }

  /** The library's functions, which are private to its package. */
  private record Functions(
      MethodHandle info,
      MethodHandle decode,
      MethodHandle create,
      MethodHandle delete,
      MethodHandle crop,
      MethodHandle top,
      MethodHandle height,
      MethodHandle width) {
    static Functions load() {
      Path folder =
          NativeFiles.unpacked(
              LibWebp.class, "/native/" + platform() + "/", List.of(LIBRARY), "webp-imageio");
      System.load(folder.resolve(LIBRARY).toString());
      try {
        Class<?> webp = Class.forName("com.luciad.imageio.webp.WebP");
        Class<?> options = Class.forName("com.luciad.imageio.webp.WebPDecoderOptions");
        return new Functions(
            find(webp, "getInfo", int.class, byte[].class, int.class, int.class, int[].class),
            find(
                webp,
                "decode",
                int[].class,
                long.class,
                byte[].class,
                int.class,
                int.class,
                int[].class,
                boolean.class),
            find(options, "createDecoderOptions", long.class),
            find(options, "deleteDecoderOptions", void.class, long.class),
            find(options, "setUseCropping", void.class, long.class, boolean.class),
            find(options, "setCropTop", void.class, long.class, int.class),
            find(options, "setCropHeight", void.class, long.class, int.class),
            find(options, "setCropWidth", void.class, long.class, int.class));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("webp-imageio has another version's functions", e);
      }
    }

    /** {@code Linux/x86_64}, {@code Mac/aarch64}, {@code Windows/x86_64}. */
    private static String platform() {
      String system = System.getProperty("os.name", "");
      String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
      String folder =
          system.startsWith("Windows") ? "Windows" : system.startsWith("Mac") ? "Mac" : system;
      return folder + "/" + (processor.equals("amd64") ? "x86_64" : processor);
    }

    private static MethodHandle find(Class<?> in, String name, Class<?> result, Class<?>... takes)
        throws ReflectiveOperationException {
      return MethodHandles.privateLookupIn(in, MethodHandles.lookup())
          .findStatic(in, name, MethodType.methodType(result, takes));
    }
  }
}
