package dev.signet.training;

/**
 * Turns gradients into updates. It owns its moments: {@link #close} frees them. Not safe for use by
 * several threads.
 */
public interface Optimizer extends AutoCloseable {
  /**
   * One update of every parameter that has a gradient.
   *
   * @param lr learning rate of this step
   */
  void step(double lr);

  @Override
  void close();
}
