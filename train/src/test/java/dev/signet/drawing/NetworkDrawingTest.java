package dev.signet.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.config.InputSize;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.ResNetVariant;
import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkDrawingTest {
  /** Of the paper's edge: what crosses it was not drawn within. */
  private static final int WHITE = 0xffffffff;

  @ParameterizedTest
  @EnumSource(ResNetVariant.class)
  void everyNetworkFitsOnItsPaper(ResNetVariant variant) {
    for (Layout layout : Layout.values()) {
      ModelConfig config = new ModelConfig(variant, layout, InputSize.square(64), 6);
      requireMargin(NetworkDrawing.draw(config));
      requireMargin(BlockDrawing.draw(config));
    }
  }

  private static void requireMargin(BufferedImage image) {
    Set<Integer> edge = new HashSet<>();
    Set<Integer> all = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        all.add(image.getRGB(x, y));
        if (x == 0 || y == 0 || x == image.getWidth() - 1 || y == image.getHeight() - 1) {
          edge.add(image.getRGB(x, y));
        }
      }
    }
    assertThat(edge).containsExactly(WHITE);
    assertThat(all).hasSizeGreaterThan(10);
  }
}
