package dev.signet.server.models;

import dev.signet.server.batching.BatchObserver;
import java.util.function.Supplier;

/** Watches models; it changes nothing. Called by many threads. */
public interface ModelObserver {
  /** Sees nothing. */
  ModelObserver NONE = new ModelObserver() {};

  /** Who watches the batches of a model. */
  default BatchObserver batches(String model) {
    return BatchObserver.NONE;
  }

  /** A picture was answered. */
  default void answered(String model, PictureAnswer answer) {}

  /** A name is served, and this is how many of its pictures wait. */
  default void serves(String model, Supplier<Number> waiting) {}
}
