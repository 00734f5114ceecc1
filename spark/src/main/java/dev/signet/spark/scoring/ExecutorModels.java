package dev.signet.spark.scoring;

import dev.signet.config.PredictionConfig;
import dev.signet.inference.Classifier;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.spark.broadcast.Broadcast;

/**
 * The models that this executor has open: each once, for all tasks that answer with it, and the
 * last ones kept for the tasks to come. Safe for use by many threads.
 */
final class ExecutorModels {
  /** Models that are kept open though no task uses them. */
  private static final int IDLE = 1;

  private static final Map<Key, Open> OPEN = new LinkedHashMap<>(); // guarded by itself

  private ExecutorModels() {}

  private record Key(String model, PredictionConfig config) {}

  private static final class Open {
    private final Classifier classifier;
    private int users;

    Open(Classifier classifier) {
      this.classifier = classifier;
    }
  }

  /** A model that stays open until {@link #close}. */
  static final class Lease implements AutoCloseable {
    private final Open open;

    private Lease(Open open) {
      this.open = open;
    }

    Classifier classifier() {
      return open.classifier;
    }

    @Override
    public void close() {
      release(open);
    }
  }

  /**
   * Opens a model, unless it is open already.
   *
   * @param key by which it is known
   * @param model the bytes of a model file
   */
  static Lease open(String key, Broadcast<byte[]> model, PredictionConfig config) {
    synchronized (OPEN) {
      Key which = new Key(key, config);
      Open open = OPEN.remove(which);
      if (open == null) {
        open = new Open(read(model.value(), config));
      }
      OPEN.put(which, open); // the last one used is the last one in the map
      open.users++;
      return new Lease(open);
    }
  }

  private static Classifier read(byte[] bytes, PredictionConfig config) {
    // Readers of rarer formats are in the program's jars, which this thread's loader knows.
    ImageIO.scanForPlugins();
    return Classifier.of(ModelBytes.read(bytes), config);
  }

  private static void release(Open open) {
    synchronized (OPEN) {
      open.users--;
      long idle = OPEN.values().stream().filter(each -> each.users == 0).count();
      var all = OPEN.values().iterator();
      while (idle > IDLE && all.hasNext()) {
        Open each = all.next();
        if (each.users == 0) {
          all.remove();
          each.classifier.close();
          idle--;
        }
      }
    }
  }
}
