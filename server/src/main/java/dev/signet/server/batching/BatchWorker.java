package dev.signet.server.batching;

import java.util.List;

/**
 * What a batch is given to. It is opened, used and closed by one and the same thread.
 *
 * @param <I> what comes in
 * @param <O> what comes out
 */
public interface BatchWorker<I, O> extends AutoCloseable {
  /** One answer for each item, in their order. */
  List<O> run(List<I> items);

  /** Frees what it holds. */
  @Override
  void close();
}
