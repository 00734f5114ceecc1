package dev.signet.server.batching;

import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * One item that waits for its batch.
 *
 * @param abandoned asked once before the item is computed: whether its client has gone
 */
record Ticket<I, O>(
    I item, CompletableFuture<Batched<O>> answer, BooleanSupplier abandoned, long arrivedNanos) {
  /**
   * Whether somebody still waits: no deadline has passed, nobody cancelled, the client is there.
   */
  boolean wanted() {
    return !answer.isDone() && !abandoned.getAsBoolean();
  }
}
