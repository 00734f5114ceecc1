package dev.signet.server.batching;

/**
 * An answer that came out of a batch.
 *
 * @param value the answer
 * @param queuedNanos from the item's arrival to its batch's start
 * @param computedNanos that the batch took
 * @param batchSize items of the batch
 */
public record Batched<O>(O value, long queuedNanos, long computedNanos, int batchSize) {}
