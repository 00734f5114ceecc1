package dev.signet.lab.gradients;

import java.util.Locale;

/** The four networks that differ in skips and batch norms alone. */
public enum Twin {
  /** Convolutions, one after the other. */
  PLAIN(1, false, false),
  /** The same with skips. */
  RESIDUAL(2, true, false),
  /** Plain, a batch norm behind every convolution. */
  PLAIN_BN(3, false, true),
  /** Residual, a batch norm behind every convolution of the main path: the article's network. */
  RESIDUAL_BN(4, true, true);

  private final int number;
  private final boolean residual;
  private final boolean batchNorm;

  Twin(int number, boolean residual, boolean batchNorm) {
    this.number = number;
    this.residual = residual;
    this.batchNorm = batchNorm;
  }

  /** Its place among the four, from 1. */
  public int number() {
    return number;
  }

  /** Whether the blocks have skips. */
  public boolean residual() {
    return residual;
  }

  /** Whether the convolutions have batch norms. */
  public boolean batchNorm() {
    return batchNorm;
  }

  /** The name in files: {@code plain_bn}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name for people: {@code plain with batch norm}. */
  public String title() {
    return (residual ? "residual" : "plain") + (batchNorm ? " with" : " without") + " batch norm";
  }
}
