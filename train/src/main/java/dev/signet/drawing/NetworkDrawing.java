package dev.signet.drawing;

import dev.signet.config.BlockKind;
import dev.signet.config.ModelConfig;
import dev.signet.config.ResNetVariant;
import dev.signet.config.SkipKind;
import dev.signet.network.ModelSummary;
import dev.signet.network.ModelSummary.Shape;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/**
 * A network from the picture to the classes: a bar for each layer with weights, as high as what
 * leaves it is wide, and an arc for each skip, dashed where the shape changes. Thread-safe: it
 * keeps no state.
 */
public final class NetworkDrawing {
  private static final int WIDTH = 1080;
  private static final int HEIGHT = 320;
  private static final int MARGIN = 24;
  private static final int GROUND = 240;
  private static final int LEAST_GROUP = 88;
  private static final int GAP = 8;
  private static final int WIDEST_BAR = 14;
  private static final int NARROWEST_BAR = 2;

  private static final List<Color> STAGES =
      List.of(
          new Color(0x9fc8e8),
          new Color(0x9adbc5),
          new Color(0xf3d188),
          new Color(0xf0ab8c),
          new Color(0xd7a6d6));
  private static final Color REST = new Color(0xd9dde2);

  private NetworkDrawing() {}

  /** Draws the network; where Java has no fonts, it throws what Java throws then. */
  public static BufferedImage draw(ModelConfig config) {
    ModelSummary summary = ModelSummary.of(config);
    ResNetVariant variant = config.variant();
    int bar = bar(variant);
    try (Canvas canvas = new Canvas(WIDTH, HEIGHT)) {
      String title =
          String.format(
              Locale.ROOT,
              "%s: %d layers with weights, %d blocks of %s",
              variant.title(),
              variant.layers(),
              variant.depths().stream().mapToInt(depth -> depth).sum(),
              variant.block() == BlockKind.BASIC ? "3x3, 3x3" : "1x1, 3x3, 1x1");
      canvas.text(title, MARGIN, 32, Canvas.bold(16), Canvas.INK);
      int left = MARGIN + (WIDTH - 2 * MARGIN - width(variant, bar)) / 2;
      left = single(canvas, left, bar, "picture", summary.stages().get(0).input(), REST);
      for (ModelSummary.Stage stage : summary.stages()) {
        int index = summary.stages().indexOf(stage) - 1;
        if (index >= 0 && index < variant.depths().size()) {
          left = stage(canvas, left, bar, config, index, stage);
        } else if (!stage.name().equals("avg_pool")) {
          Color fill = index < 0 ? STAGES.get(0) : REST;
          left = single(canvas, left, bar, stage.name(), stage.output(), fill);
        }
      }
      return canvas.image();
    }
  }

  private static int stage(
      Canvas canvas, int left, int bar, ModelConfig config, int index, ModelSummary.Stage stage) {
    ResNetVariant variant = config.variant();
    int blocks = variant.depths().get(index);
    int group = Math.max(LEAST_GROUP, blocks * blockWidth(variant, bar));
    int x = left + (group - blocks * blockWidth(variant, bar)) / 2;
    int height = height(stage.output());
    int layers = layers(variant);
    for (int block = 0; block < blocks; block++) {
      for (int layer = 0; layer < layers; layer++) {
        canvas.box(x + layer * (bar + 1), GROUND - height, bar, height, STAGES.get(index + 1));
      }
      boolean changes =
          block == 0 && (index > 0 || variant.outChannels(0) != variant.stemChannels());
      if (variant.skip() != SkipKind.NONE) {
        canvas.arc(x - 2, x + layers * (bar + 1), GROUND - height - 4, 18, changes);
      }
      x += blockWidth(variant, bar);
    }
    label(canvas, left + group / 2, stage.name(), stage.output());
    String count = blocks == 1 ? "1 block" : blocks + " blocks";
    canvas.centred(count, left + group / 2, GROUND + 59, Canvas.plain(12), Canvas.FAINT);
    return left + group + GAP;
  }

  private static int single(
      Canvas canvas, int left, int bar, String name, Shape shape, Color fill) {
    int height = height(shape);
    canvas.box(left + (LEAST_GROUP - bar) / 2, GROUND - height, bar, height, fill);
    label(canvas, left + LEAST_GROUP / 2, name, shape);
    return left + LEAST_GROUP + GAP;
  }

  private static void label(Canvas canvas, int middle, String name, Shape shape) {
    canvas.centred(name, middle, GROUND + 22, Canvas.bold(14), Canvas.INK);
    canvas.centred(shape.toString(), middle, GROUND + 41, Canvas.plain(13), Canvas.INK);
  }

  /** The side's power of two, so that halving takes the same step everywhere. */
  private static int height(Shape shape) {
    return (int) Math.round(18 + 24 * Math.log(shape.width()) / Math.log(2));
  }

  private static int layers(ResNetVariant variant) {
    return variant.block() == BlockKind.BASIC ? 2 : 3;
  }

  private static int blockWidth(ResNetVariant variant, int bar) {
    return layers(variant) * (bar + 1) + Math.max(3, bar / 2);
  }

  private static int width(ResNetVariant variant, int bar) {
    int stages =
        variant.depths().stream()
            .mapToInt(depth -> Math.max(LEAST_GROUP, depth * blockWidth(variant, bar)))
            .sum();
    return stages + 3 * LEAST_GROUP + (variant.depths().size() + 2) * GAP;
  }

  private static int bar(ResNetVariant variant) {
    int bar = WIDEST_BAR;
    while (bar > NARROWEST_BAR && width(variant, bar) > WIDTH - 2 * MARGIN) {
      bar--;
    }
    return bar;
  }
}
