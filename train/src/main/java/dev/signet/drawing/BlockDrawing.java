package dev.signet.drawing;

import dev.signet.config.BlockKind;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.ResNetVariant;
import dev.signet.config.SkipKind;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;

/**
 * The two blocks of a network's second stage, from left to right with the skip above: the one that
 * keeps the shape, and the one that changes it. Thread-safe: it keeps no state.
 */
public final class BlockDrawing {
  private static final int WIDTH = 740;
  private static final int WIDTH_OF_BOTTLENECK = 880;
  private static final int ROW = 230;
  private static final int LEFT = 60;
  private static final int BOX = 88;
  private static final int BOX_HEIGHT = 52;
  private static final int NARROW = 58;
  private static final int GAP = 22;
  private static final int LIFT = 84;
  private static final int RADIUS = 15;

  private static final Color CONVOLUTION = new Color(0xbcdcf2);
  private static final Color NORM = new Color(0xd5ecd4);
  private static final Color ACTIVATION = new Color(0xfbdcb4);

  private BlockDrawing() {}

  /** A layer of the main path: its kernel, channels and stride. */
  private record Convolution(int kernel, int channels, int stride) {
    String size() {
      return kernel + "x" + kernel;
    }

    String channelsAndStride() {
      return stride == 1 ? channels + " channels" : channels + " ch., /" + stride;
    }
  }

  /** Draws both blocks; where Java has no fonts, it throws what Java throws then. */
  public static BufferedImage draw(ModelConfig config) {
    ResNetVariant variant = config.variant();
    boolean plain = variant.skip() == SkipKind.NONE;
    int paper = variant.block() == BlockKind.BASIC ? WIDTH : WIDTH_OF_BOTTLENECK;
    try (Canvas canvas = new Canvas(paper, 2 * ROW)) {
      row(
          canvas,
          0,
          plain
              ? "Block without a skip: the shape stays"
              : "Identity block: the shape stays, and so the skip hands on what came in",
          mainPath(variant, 1),
          plain ? Optional.empty() : Optional.of(List.of()));
      row(canvas, ROW, changing(variant.skip()), mainPath(variant, 2), changingSkip(config));
      return canvas.image();
    }
  }

  private static String changing(SkipKind skip) {
    return switch (skip) {
      case PROJECTION ->
          "Projection block: the shape changes, and a 1x1 convolution brings the skip to it";
      case PADDED -> "Padded block: the shape changes, and the skip is thinned out and padded";
      case NONE -> "Block without a skip: the shape changes";
    };
  }

  /** What is on the skip where the shape changes, line by line. */
  private static Optional<List<String>> changingSkip(ModelConfig config) {
    String shape = config.variant().outChannels(1) + " ch., /2";
    return switch (config.variant().skip()) {
      case PROJECTION ->
          Optional.of(
              config.layout() == Layout.TORCHVISION
                  ? List.of("1x1", shape, "and norm")
                  : List.of("1x1", shape));
      case PADDED -> Optional.of(List.of("every 2nd", "pixel, zeros"));
      case NONE -> Optional.empty();
    };
  }

  private static List<Convolution> mainPath(ResNetVariant variant, int stride) {
    int width = variant.width(1);
    return variant.block() == BlockKind.BASIC
        ? List.of(new Convolution(3, width, stride), new Convolution(3, width, 1))
        : List.of(
            new Convolution(1, width, 1),
            new Convolution(3, width, stride),
            new Convolution(1, variant.outChannels(1), 1));
  }

  private static void row(
      Canvas canvas, int top, String title, List<Convolution> layers, Optional<List<String>> skip) {
    canvas.text(title, LEFT - 30, top + 30, Canvas.bold(15), Canvas.INK);
    int y = top + 160;
    canvas.centred("x", LEFT - 14, y + 5, Canvas.bold(16), Canvas.INK);
    int x = LEFT;
    int fork = LEFT + GAP / 2;
    int step = layers.size() > 2 ? 6 : GAP;
    for (int i = 0; i < layers.size(); i++) {
      Convolution layer = layers.get(i);
      x = box(canvas, x, y, CONVOLUTION, i == 0 ? GAP : step, layer.size());
      canvas.centred(
          layer.channelsAndStride(), x - BOX / 2, y + 14, Canvas.plain(11), Canvas.FAINT);
      x = box(canvas, x, y, NORM, step, "norm");
      if (i < layers.size() - 1) {
        x = box(canvas, x, y, ACTIVATION, step, "ReLU");
      }
    }
    if (skip.isPresent()) {
      int sum = x + GAP + RADIUS;
      canvas.arrow(x, y, sum - RADIUS, y);
      canvas.circle(sum, y, RADIUS);
      canvas.centred("+", sum, y + 6, Canvas.bold(18), Canvas.INK);
      skip(canvas, fork, sum, y, skip.get());
      x = sum + RADIUS;
    }
    int end = box(canvas, x, y, ACTIVATION, GAP, "ReLU");
    canvas.arrow(end, y, end + GAP, y);
    canvas.centred("y", end + GAP + 12, y + 5, Canvas.bold(16), Canvas.INK);
  }

  /** A box behind an arrow; returns where it ends. */
  private static int box(Canvas canvas, int from, int y, Color fill, int gap, String name) {
    int width = fill.equals(CONVOLUTION) ? BOX : NARROW;
    int left = from + gap;
    if (gap > 10) {
      canvas.arrow(from, y, left, y);
    } else {
      canvas.line(from, y, left, y);
    }
    canvas.box(left, y - BOX_HEIGHT / 2, width, BOX_HEIGHT, fill);
    canvas.centred(
        name, left + width / 2, width == BOX ? y - 4 : y + 5, Canvas.bold(13), Canvas.INK);
    return left + width;
  }

  private static void skip(Canvas canvas, int fork, int sum, int y, List<String> words) {
    int above = y - LIFT;
    canvas.line(fork, y, fork, above);
    canvas.line(fork, above, sum, above);
    canvas.arrow(sum, above, sum, y - RADIUS);
    int middle = (fork + sum) / 2;
    if (words.isEmpty()) {
      canvas.centred("skip: x as it is", middle, above - 8, Canvas.plain(13), Canvas.INK);
      return;
    }
    canvas.box(middle - BOX / 2, above - BOX_HEIGHT / 2, BOX, BOX_HEIGHT, CONVOLUTION);
    int baseline = above + 5 - 8 * (words.size() - 1);
    for (String word : words) {
      canvas.centred(
          word,
          middle,
          baseline,
          word.equals("1x1") ? Canvas.bold(13) : Canvas.plain(11),
          Canvas.INK);
      baseline += 16;
    }
  }
}
