package dev.signet.config;

/** What an epoch is judged by when the best one is wanted. */
public enum WatchedMetric {
  /** Mean cross entropy on the validation part. */
  VALIDATION_LOSS(true, false),
  /** Share of the validation part that is right. */
  VALIDATION_ACCURACY(true, true),
  /** Mean cross entropy on the training part, while it is learned. */
  TRAIN_LOSS(false, false),
  /** Share of the training part that is right, while it is learned. */
  TRAIN_ACCURACY(false, true);

  private final boolean ofValidation;
  private final boolean rising;

  WatchedMetric(boolean ofValidation, boolean rising) {
    this.ofValidation = ofValidation;
    this.rising = rising;
  }

  /** The name on the command line and in files. */
  public String label() {
    return Labels.of(this);
  }

  /** Whether it needs a validation part. */
  public boolean isOfValidation() {
    return ofValidation;
  }

  /** Whether {@code value} is better than {@code other} by more than {@code margin}. */
  public boolean isBetter(double value, double other, double margin) {
    return rising ? value > other + margin : value < other - margin;
  }
}
