package dev.signet.config;

/** In which numbers a network computes; its parameters are always kept in fp32. */
public enum Precision {
  /** bf16 where the processor multiplies it natively, else fp32; the choice is printed. */
  AUTO,
  /** 32-bit floating point throughout. */
  FP32,
  /** Convolutions and the linear layer in bfloat16, the rest in fp32 (autocast). */
  BF16,
  /** Convolutions in 8-bit integers: for answers, never for training. */
  INT8;

  /** The name on the command line and in files. */
  public String label() {
    return Labels.of(this);
  }
}
