package dev.signet.server.models;

import dev.signet.inference.Prediction;
import dev.signet.server.batching.Batched;
import java.util.Optional;

/**
 * What became of one picture.
 *
 * @param picture its name
 * @param prediction what the network says, unless the picture could not be read
 * @param problem why it could not be read
 * @param explanation where the network saw its answer, if that was asked for
 * @param decodeNanos spent on decoding it
 * @param queuedNanos that it waited for its batch
 * @param computedNanos that its batch took
 * @param batchSize pictures of its batch
 */
public record PictureAnswer(
    String picture,
    Optional<Prediction> prediction,
    Optional<String> problem,
    Optional<Explanation> explanation,
    long decodeNanos,
    long queuedNanos,
    long computedNanos,
    int batchSize) {

  static PictureAnswer unreadable(String picture, String problem, long decodeNanos) {
    return new PictureAnswer(
        picture, Optional.empty(), Optional.of(problem), Optional.empty(), decodeNanos, 0, 0, 0);
  }

  static PictureAnswer of(String picture, Batched<Prediction> batched, long decodeNanos) {
    return new PictureAnswer(
        picture,
        Optional.of(batched.value()),
        Optional.empty(),
        Optional.empty(),
        decodeNanos,
        batched.queuedNanos(),
        batched.computedNanos(),
        batched.batchSize());
  }

  PictureAnswer with(Explanation explained) {
    return new PictureAnswer(
        picture,
        prediction,
        problem,
        Optional.of(explained),
        decodeNanos,
        queuedNanos,
        computedNanos,
        batchSize);
  }
}
