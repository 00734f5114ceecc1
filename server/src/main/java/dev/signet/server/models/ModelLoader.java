package dev.signet.server.models;

import dev.signet.SignetException;
import dev.signet.artifact.Manifest;
import dev.signet.artifact.ModelFile;
import dev.signet.config.InputSize;
import dev.signet.config.Precision;
import dev.signet.config.PredictionConfig;
import dev.signet.files.Reason;
import dev.signet.inference.Classifier;
import dev.signet.inference.Prediction;
import dev.signet.picture.ImageDecoder;
import dev.signet.server.batching.MicroBatcher;
import dev.signet.server.config.BatchingConfig;
import dev.signet.server.config.ModelSource;
import dev.signet.server.config.ServerConfig;
import dev.signet.server.config.WorkersConfig;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Makes models ready to answer.
 *
 * @param batching how pictures go through the network together
 * @param workers how many batches are computed at one time
 * @param pixels that a picture may have
 * @param device to compute on: {@code auto}, {@code cpu} or {@code cuda}
 * @param precision of the arithmetic
 * @param decoding runs the decoding of pictures
 * @param observer watches the models
 */
public record ModelLoader(
    BatchingConfig batching,
    WorkersConfig workers,
    long pixels,
    String device,
    Precision precision,
    Executor decoding,
    ModelObserver observer) {
  private static final System.Logger LOG = System.getLogger("dev.signet.server");
  private static final int ID_DIGITS = 16;

  /** A loader of a service's models. */
  public static ModelLoader of(ServerConfig config, Executor decoding, ModelObserver observer) {
    return new ModelLoader(
        config.batching(),
        config.workers(),
        config.limits().pixels(),
        config.device(),
        config.precision(),
        decoding,
        observer);
  }

  /**
   * Loads a model and lets it answer once, so that its first client does not wait for that.
   *
   * @throws SignetException if there is no model that can be read
   */
  public ServedModel load(ModelSource source) {
    CompletableFuture<String> id = CompletableFuture.supplyAsync(() -> id(source.path()));
    Classifier classifier =
        Classifier.open(
            source.path(),
            PredictionConfig.DEFAULT
                .withDevice(device)
                .withPrecision(precision)
                .withThreads(workers.threads()));
    classifier
        .caveats()
        .forEach(caveat -> LOG.log(Level.WARNING, "model " + source.name() + ": " + caveat));
    MicroBatcher<byte[], Prediction> batcher = batcher(source, classifier);
    Manifest manifest = classifier.manifest();
    ImageDecoder decoder = classifier.decoder().withMostPixels(pixels);
    ModelIdentity identity =
        new ModelIdentity(source.name(), source.version(), id.join(), Instant.now());
    LazyExplainer explainer =
        new LazyExplainer(
            () -> Explainer.open(source.name(), source.path(), device, batching.queue()));
    return new ServedModel(
        source,
        identity,
        TrackRecord.of(manifest.provenance()),
        classifier,
        decoder,
        decoding,
        batcher,
        observer,
        explainer);
  }

  private MicroBatcher<byte[], Prediction> batcher(ModelSource source, Classifier classifier) {
    try {
      // The first passes compile: before there are workers, no two threads compile one network.
      answerGrey(classifier, 1);
      answerGrey(classifier, 1);
      return new MicroBatcher<>(
          "batches of " + source.name(),
          () -> {
            answerGrey(classifier, batching.maximum());
            return new ClassifierWorker(classifier);
          },
          workers.count(),
          batching,
          observer.batches(source.name()));
    } catch (RuntimeException | Error e) {
      classifier.close();
      throw e;
    }
  }

  private static void answerGrey(Classifier classifier, int pictures) {
    InputSize input = classifier.manifest().model().input();
    byte[] grey = new byte[input.height() * input.width() * 3];
    classifier.predictPixels(Collections.nCopies(pictures, grey));
  }

  private static String id(Path model) {
    Path file = Files.isDirectory(model) ? model.resolve(ModelFile.NAME) : model;
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, sha).transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(sha.digest()).substring(0, ID_DIGITS);
    } catch (IOException e) {
      throw new SignetException("cannot read %s: %s".formatted(file, Reason.of(e)), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
