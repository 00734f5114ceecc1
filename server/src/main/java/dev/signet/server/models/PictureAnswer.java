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
 * @param decodeNanos spent on decoding it
 * @param queuedNanos that it waited for its batch
 * @param computedNanos that its batch took
 * @param batchSize pictures of its batch
 */
public record PictureAnswer(
    String picture,
    Optional<Prediction> prediction,
    Optional<String> problem,
    long decodeNanos,
    long queuedNanos,
    long computedNanos,
    int batchSize) {

  static PictureAnswer unreadable(String picture, String problem, long decodeNanos) {
    return new PictureAnswer(picture, Optional.empty(), Optional.of(problem), decodeNanos, 0, 0, 0);
  }

  static PictureAnswer of(String picture, Batched<Prediction> batched, long decodeNanos) {
    return new PictureAnswer(
        picture,
        Optional.of(batched.value()),
        Optional.empty(),
        decodeNanos,
        batched.queuedNanos(),
        batched.computedNanos(),
        batched.batchSize());
  }
}
