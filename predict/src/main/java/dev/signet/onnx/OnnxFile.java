package dev.signet.onnx;

import dev.signet.SignetException;
import dev.signet.artifact.Manifest;
import dev.signet.config.InputSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * An ONNX file that Signet exported, ready to compute.
 *
 * @param manifest classes, preprocessing and provenance
 * @param session the network, which {@link #close} frees
 * @param numbers in which it computes: {@code fp32}, {@code fp16} or {@code int8}
 */
public record OnnxFile(Manifest manifest, OnnxSession session, String numbers)
    implements AutoCloseable {
  /** Whether a path is called like one: ONNX has no first bytes to know it by. */
  public static boolean isNamedSo(Path path) {
    return path.toString().toLowerCase(Locale.ROOT).endsWith(".onnx");
  }

  /**
   * Opens a file.
   *
   * @param threads to compute with; 0 is one a core
   * @throws SignetException if it cannot be read, is damaged, or was not exported by Signet
   */
  public static OnnxFile open(Path file, int threads) {
    if (!Files.isRegularFile(file)) {
      throw new SignetException(
          "there is no model at %s; signet export --to onnx writes one".formatted(file));
    }
    OnnxSession session = OnnxSession.read(file, threads);
    try {
      return of(file, session);
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private static OnnxFile of(Path file, OnnxSession session) {
    Map<String, String> metadata = session.metadata();
    String json = metadata.get(OnnxModel.MANIFEST_KEY);
    if (json == null) {
      throw new SignetException(
          "%s holds a network but no manifest ('%s' in its metadata), so its classes and its"
                  .formatted(file, OnnxModel.MANIFEST_KEY)
              + " preprocessing are not known: Signet did not export it");
    }
    Manifest manifest = Manifest.parse(json, file);
    requireFitting(file, manifest, session);
    return new OnnxFile(
        manifest, session, metadata.getOrDefault(OnnxModel.NUMBERS_KEY, "unknown numbers"));
  }

  /** The manifest may have been put into another network's file. */
  private static void requireFitting(Path file, Manifest manifest, OnnxSession session) {
    InputSize size = manifest.model().input();
    long[] input =
        session.takesBytes()
            ? new long[] {-1, size.height(), size.width(), size.channels()}
            : new long[] {-1, size.channels(), size.height(), size.width()};
    long[] output = {-1, manifest.classes().size()};
    if (!Arrays.equals(session.inputShape(), input)
        || !Arrays.equals(session.outputShape(), output)) {
      throw new SignetException(
          "the network in %s takes %s and gives %s, but its manifest says %s and %s"
              .formatted(
                  file,
                  Arrays.toString(session.inputShape()),
                  Arrays.toString(session.outputShape()),
                  Arrays.toString(input),
                  Arrays.toString(output)));
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
