package dev.signet.config;

/** How much a model is opened for. */
public enum Workload {
  /** A handful of pictures: what starts soonest answers. */
  FEW,
  /** Many pictures, or a service: what is fastest once it runs answers. */
  MANY;

  /**
   * From so many pictures on, the faster batches in bf16 make up for the second that libtorch takes
   * to load: docs/performance.md.
   */
  private static final int LEAST_OF_MANY = 200;

  /** What so many pictures are. */
  public static Workload of(int pictures) {
    return pictures < LEAST_OF_MANY ? FEW : MANY;
  }
}
