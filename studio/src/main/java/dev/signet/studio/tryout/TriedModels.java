package dev.signet.studio.tryout;

import dev.signet.SignetException;
import dev.signet.artifact.ModelFile;
import dev.signet.files.Reason;
import dev.signet.inference.Classifier;
import dev.signet.inference.HeatmapProvider;
import dev.signet.inference.HeatmapProvider.Heatmaps;
import dev.signet.inference.PredictedPicture;
import dev.signet.inference.Prediction;
import dev.signet.inference.Prediction.ClassProbability;
import dev.signet.runfolder.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Models of runs that answer, one picture after another on a thread of their own. Those that were
 * asked last stay open; one whose file has changed is opened again. Safe for use by many threads.
 */
public final class TriedModels implements AutoCloseable {
  /** As many answer side by side, and stay open. */
  public static final int MOST = 4;

  private static final double NANOS_PER_MILLI = 1e6;

  /** One: a training may want the others. */
  private static final int THREADS = 1;

  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "tried models");
            thread.setDaemon(true);
            return thread;
          });

  /** The worker's own; the one that was asked last is the last. */
  private final Map<Path, Open> open = new LinkedHashMap<>(16, 0.75f, true);

  private static final class Open implements AutoCloseable {
    private final FileTime time;
    private final ModelFile file;
    private final Classifier classifier;
    private @Nullable Heatmaps heatmaps;

    Open(FileTime time, ModelFile file) {
      this.time = time;
      this.file = file;
      this.classifier = Classifier.withOnnxRuntime(file, THREADS, false);
    }

    Heatmaps heatmaps() {
      if (heatmaps == null) {
        heatmaps =
            HeatmapProvider.find()
                .orElseThrow(() -> new SignetException("heat maps need signet-train"))
                .open(file, "cpu");
      }
      return heatmaps;
    }

    @Override
    public void close() {
      classifier.close();
      if (heatmaps != null) {
        heatmaps.close();
      }
    }
  }

  /**
   * Asks models for a picture.
   *
   * @param runs of which models are asked, by name
   * @param picture bytes of a file
   * @param explain whether to show where they saw their answers
   * @throws SignetException if the picture or a model cannot be read
   */
  public List<Tried> answer(Map<String, RunFolder> runs, byte[] picture, boolean explain) {
    try {
      return CompletableFuture.supplyAsync(
              () -> {
                List<Tried> answers = new ArrayList<>();
                runs.forEach((name, run) -> answers.add(answer(name, run, picture, explain)));
                return answers;
              },
              worker)
          .join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof SignetException own) {
        throw own;
      }
      throw e;
    }
  }

  private Tried answer(String name, RunFolder run, byte[] picture, boolean explain) {
    Open model = open(run.model());
    @Nullable Heatmaps heatmaps = explain ? model.heatmaps() : null;
    long began = System.nanoTime();
    byte[] pixels = model.classifier.decoder().decode("picture", picture);
    Prediction prediction = model.classifier.predictPixels(List.of(pixels)).get(0);
    PredictedPicture said = PredictedPicture.of(name, prediction, prediction.ranking().size());
    if (heatmaps != null) {
      said = said.with(explained(heatmaps, pixels, prediction.top(1).get(0)));
    }
    return new Tried(name, said, (System.nanoTime() - began) / NANOS_PER_MILLI);
  }

  private static PredictedPicture.Explained explained(
      Heatmaps heatmaps, byte[] pixels, ClassProbability answer) {
    byte[] png = heatmaps.draw(List.of(pixels), new int[] {answer.index()}).get(0);
    return new PredictedPicture.Explained(
        "gradcam",
        heatmaps.layer(),
        answer.label(),
        "data:image/png;base64," + Base64.getEncoder().encodeToString(png));
  }

  private Open open(Path file) {
    FileTime time = time(file);
    @Nullable Open known = open.get(file);
    if (known != null && known.time.equals(time)) {
      return known;
    }
    Open opened = new Open(time, ModelFile.read(file));
    if (known != null) {
      known.close();
    }
    open.put(file, opened);
    Iterator<Open> oldest = open.values().iterator();
    while (open.size() > MOST) {
      oldest.next().close();
      oldest.remove();
    }
    return opened;
  }

  private static FileTime time(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new SignetException("cannot read %s: %s".formatted(file, Reason.of(e)), e);
    }
  }

  /** Answers what was asked, then frees the models. */
  @Override
  public void close() {
    CompletableFuture.runAsync(() -> open.values().forEach(Open::close), worker).join();
    worker.shutdown();
  }
}
