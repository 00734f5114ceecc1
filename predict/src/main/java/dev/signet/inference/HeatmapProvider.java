package dev.signet.inference;

import dev.signet.SignetException;
import dev.signet.artifact.ModelFile;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Shows where in a picture a network saw an answer, which needs gradients: {@code signet-train}
 * brings it. Found by {@link ServiceLoader}; its class must load where its native libraries are
 * missing. Safe for use by many threads.
 */
public interface HeatmapProvider {
  /**
   * A network of its own for heat maps; the caller closes it.
   *
   * @param device {@code auto}, {@code cpu} or {@code cuda}
   * @throws SignetException if the native libraries are missing or do not run here
   */
  Heatmaps open(ModelFile model, String device);

  /** The one on the class path, if there is any. */
  static Optional<HeatmapProvider> find() {
    return ServiceLoader.load(HeatmapProvider.class).findFirst();
  }

  /** Heat maps of one network, by one thread. */
  interface Heatmaps extends AutoCloseable {
    /** What is looked at, such as {@code conv3}. */
    String layer();

    /**
     * Pictures under their heat maps, as PNG files.
     *
     * @param pictures {@code [height, width, 3]} bytes each, of the network's input size
     * @param classes for each picture a class's place among the logits
     */
    List<byte[]> draw(List<byte[]> pictures, int[] classes);

    @Override
    void close();
  }
}
