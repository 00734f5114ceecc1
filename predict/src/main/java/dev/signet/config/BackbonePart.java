package dev.signet.config;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A part of a network below its head, the last layer. */
public enum BackbonePart {
  /** The first convolution and its batch norm. */
  STEM(-1),
  /** The first stage of residual blocks. */
  STAGE1(0),
  /** The second stage of residual blocks. */
  STAGE2(1),
  /** The third stage of residual blocks. */
  STAGE3(2),
  /** The fourth stage of residual blocks. */
  STAGE4(3);

  private static final String ALL = "all-but-head";

  private final int stage;

  BackbonePart(int stage) {
    this.stage = stage;
  }

  /** The name on the command line and in files. */
  public String label() {
    return Labels.of(this);
  }

  /** The number of the stage, counted from 0; -1 is the stem. */
  public int stage() {
    return stage;
  }

  /** The parts with these labels; {@code all-but-head} is all of them. */
  public static Set<BackbonePart> parse(List<String> labels) {
    Set<BackbonePart> parts = EnumSet.noneOf(BackbonePart.class);
    for (String label : labels) {
      if (label.equals(ALL)) {
        Collections.addAll(parts, values());
      } else {
        parts.add(
            Labels.parse(
                BackbonePart.class, "frozen part (--freeze), if not %s,".formatted(ALL), label));
      }
    }
    return parts;
  }
}
