package dev.signet.config;

/** What passes over a residual block where the shape changes; where it stays it is the identity. */
public enum SkipKind {
  /** A 1x1 convolution (option B of the paper). */
  PROJECTION,
  /** Every second pixel, with channels of zeros on both sides: no parameters (option A). */
  PADDED,
  /** Nothing, nowhere: a plain network. */
  NONE
}
