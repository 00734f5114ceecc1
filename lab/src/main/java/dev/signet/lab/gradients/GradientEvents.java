package dev.signet.lab.gradients;

import dev.signet.SignetException;
import dev.signet.listeners.tensorboard.EventFile;
import dev.signet.listeners.tensorboard.EventHistogram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * TensorBoard's view of an experiment with gradients: a folder for each network, in it the loss,
 * the norm of each layer's gradient, and histograms of the gradients' values. Not safe for use by
 * several threads.
 */
public final class GradientEvents implements GradientListener, AutoCloseable {
  private final Path folder;
  private List<String> layers = List.of();
  private @Nullable EventFile events;

  /** A view in a folder that TensorBoard is pointed at. */
  public GradientEvents(Path folder) {
    this.folder = folder;
  }

  @Override
  public void twinStarted(String twin, List<String> names) {
    layers = names;
    Path own = folder.resolve(twin);
    try {
      Files.createDirectories(own);
    } catch (IOException e) {
      throw new SignetException("%s cannot be made: %s".formatted(own, e.getMessage()), e);
    }
    events = EventFile.create(own);
  }

  @Override
  public void stepTaken(String twin, int step, double loss, List<Double> norms) {
    if (events != null) {
      Instant now = Instant.now();
      events.scalar("loss", step, loss, now);
      for (int i = 0; i < norms.size(); i++) {
        events.scalar("gradient_norm/" + layers.get(i), step, norms.get(i), now);
      }
    }
  }

  @Override
  public void spreadSeen(String twin, int step, String layer, EventHistogram seen) {
    if (events != null) {
      events.histogram("gradient/" + layer, step, seen, Instant.now());
    }
  }

  @Override
  public void twinFinished(GradientFlow flow) {
    close();
  }

  @Override
  public void close() {
    if (events != null) {
      events.close();
      events = null;
    }
  }
}
