package dev.signet.server.models;

import dev.signet.artifact.Manifest;
import dev.signet.inference.Classifier;
import dev.signet.inference.Prediction;
import dev.signet.picture.ImageDecoder;
import dev.signet.server.batching.MicroBatcher;
import dev.signet.server.config.ModelSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * A model that answers: pictures are decoded on a pool of threads and classified in batches on the
 * batcher's own. It owns the batcher and the classifier. Safe for use by many threads.
 */
public final class ServedModel implements AutoCloseable {
  private final ModelSource source;
  private final ModelIdentity identity;
  private final TrackRecord record;
  private final Classifier classifier;
  private final ImageDecoder decoder;
  private final Executor decoding;
  private final MicroBatcher<byte[], Prediction> batcher;
  private final ModelObserver observer;
  private final LazyExplainer explainer;
  private final Phaser explaining = new Phaser(1); // requests, and the model itself

  ServedModel(
      ModelSource source,
      ModelIdentity identity,
      TrackRecord record,
      Classifier classifier,
      ImageDecoder decoder,
      Executor decoding,
      MicroBatcher<byte[], Prediction> batcher,
      ModelObserver observer,
      LazyExplainer explainer) {
    this.source = source;
    this.identity = identity;
    this.record = record;
    this.classifier = classifier;
    this.decoder = decoder;
    this.decoding = decoding;
    this.batcher = batcher;
    this.observer = observer;
    this.explainer = explainer;
  }

  /** Where it was loaded from. */
  ModelSource source() {
    return source;
  }

  /** Which model this is. */
  public ModelIdentity identity() {
    return identity;
  }

  /** What it was trained for and on. */
  public Manifest manifest() {
    return classifier.manifest();
  }

  /** What computes its answers: {@code onnxruntime} or {@code libtorch}. */
  public String runtime() {
    return classifier.runtime();
  }

  /** How far it is known to be trusted. */
  public TrackRecord record() {
    return record;
  }

  /** Pictures that wait or are being decoded. */
  public int waiting() {
    return batcher.waiting();
  }

  /**
   * What the network says of picture files.
   *
   * @param abandoned asked before a picture is computed: whether its client has gone
   * @return an answer for each; it fails with a {@link TimeoutException} at the deadline and a
   *     {@link java.util.concurrent.CancellationException} if the client has gone
   * @throws dev.signet.server.batching.QueueFullException if too many pictures wait
   * @throws dev.signet.server.batching.RetiredException if another model has this one's place
   */
  public CompletableFuture<List<PictureAnswer>> answer(
      List<Picture> pictures, Deadline deadline, BooleanSupplier abandoned) {
    batcher.reserve(pictures.size());
    return inOrder(
        pictures.stream()
            .map(picture -> answerOne(picture, decodeLater(picture), deadline, abandoned))
            .toList());
  }

  /** The same, and where in each picture the network saw its answer. */
  public CompletableFuture<List<PictureAnswer>> explain(
      List<Picture> pictures, Deadline deadline, BooleanSupplier abandoned) {
    batcher.reserve(pictures.size());
    explaining.register(); // before close() could see that no picture waits any more
    return inOrder(
            pictures.stream().map(picture -> explainOne(picture, deadline, abandoned)).toList())
        .whenComplete((answers, failure) -> explaining.arriveAndDeregister());
  }

  private CompletableFuture<PictureAnswer> explainOne(
      Picture picture, Deadline deadline, BooleanSupplier abandoned) {
    CompletableFuture<Decoded> decoded = decodeLater(picture);
    return answerOne(picture, decoded, deadline, abandoned)
        .thenComposeAsync(
            answer ->
                answer.prediction().isEmpty()
                    ? CompletableFuture.completedFuture(answer)
                    : explainer
                        .get()
                        .explain(
                            decoded.join().pixels().orElseThrow(),
                            answer.prediction().get().top(1).get(0),
                            deadline,
                            abandoned)
                        .thenApply(answer::with),
            decoding); // the first explanation loads a network, which must not hold up a batch
  }

  /** The same of pictures that have the network's input size already: {@code [h, w, 3]} bytes. */
  public CompletableFuture<List<PictureAnswer>> answerPixels(
      List<byte[]> pictures, Deadline deadline, BooleanSupplier abandoned) {
    batcher.reserve(pictures.size());
    return inOrder(
        pictures.stream().map(pixels -> submit("", pixels, 0, deadline, abandoned)).toList());
  }

  private CompletableFuture<PictureAnswer> answerOne(
      Picture picture,
      CompletableFuture<Decoded> coming,
      Deadline deadline,
      BooleanSupplier abandoned) {
    return coming.thenCompose(
        decoded ->
            decoded.pixels().isPresent()
                ? submit(
                    picture.name(), decoded.pixels().get(), decoded.nanos(), deadline, abandoned)
                : CompletableFuture.completedFuture(
                    PictureAnswer.unreadable(picture.name(), decoded.problem(), decoded.nanos())));
  }

  /** Gives the picture's room back if nothing comes out that could be classified. */
  private CompletableFuture<Decoded> decodeLater(Picture picture) {
    CompletableFuture<Decoded> decoded;
    try {
      decoded = CompletableFuture.supplyAsync(() -> Decoded.of(decoder, picture), decoding);
    } catch (RuntimeException e) {
      batcher.release(1);
      throw e;
    }
    return decoded.whenComplete(
        (done, problem) -> {
          if (problem != null || done.pixels().isEmpty()) {
            batcher.release(1);
          }
        });
  }

  private CompletableFuture<PictureAnswer> submit(
      String name, byte[] pixels, long decodeNanos, Deadline deadline, BooleanSupplier abandoned) {
    long left = deadline.remainingNanos();
    if (left <= 0) {
      batcher.release(1);
      return CompletableFuture.failedFuture(new TimeoutException("before its batch"));
    }
    return batcher
        .submit(pixels, abandoned)
        .orTimeout(left, TimeUnit.NANOSECONDS)
        .thenApply(batched -> answered(PictureAnswer.of(name, batched, decodeNanos)));
  }

  private PictureAnswer answered(PictureAnswer answer) {
    observer.answered(identity.name(), answer);
    return answer;
  }

  private static <T> CompletableFuture<List<T>> inOrder(List<CompletableFuture<T>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new))
        .thenApply(all -> futures.stream().map(CompletableFuture::join).toList());
  }

  /** Answers what waits, then frees the network. */
  @Override
  public void close() {
    batcher.close();
    explaining.arriveAndAwaitAdvance();
    classifier.close();
    explainer.close();
  }
}
