package dev.signet.training;

import dev.signet.config.AugmentationConfig;
import dev.signet.config.InputSize;
import dev.signet.data.ImageSource;
import dev.signet.libtorch.Tensors;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Random changes to a whole batch at once, as tensor operations: one affine map a picture (mirror,
 * turn, scale, shift, cut out) that also brings it to the size of the step, then contrast and
 * brightness, then a grey rectangle. What a step draws depends on the seed and the step alone.
 */
public final class Augmenter {
  private static final double MIN_ERASED_SIDE = 0.15;
  private static final double MAX_ERASED_SIDE = 0.4;

  // at::native::GridSamplerInterpolation and GridSamplerPadding
  private static final long BILINEAR = 0;
  private static final long BORDER = 1;

  private final AugmentationConfig config;
  private final InputSize size;
  private final long seed;

  /**
   * What a configuration asks for.
   *
   * @param size of the network's pictures
   */
  public Augmenter(AugmentationConfig config, InputSize size, long seed) {
    this.config = config;
    this.size = size;
    this.seed = seed;
  }

  /** The pictures that it changes: random crops are cut out of all that was kept of them. */
  public ImageSource of(ImageSource pictures) {
    return config.crops() ? pictures.uncropped() : pictures;
  }

  /**
   * The pictures changed.
   *
   * @param images {@code [n, 3, h, w]}, as {@link #of} has them
   * @param step counted from 0 over the whole run
   * @param scale share of the network's height and width that the result has
   * @return {@code [n, 3, height * scale, width * scale]}
   */
  public Tensor apply(Tensor images, long step, double scale) {
    long n = images.size(0);
    long height = Math.round(size.height() * scale);
    long width = Math.round(size.width() * scale);
    SplittableRandom random = new SplittableRandom(seed + step * 0x9E3779B97F4A7C15L);
    Tensor x = images;
    if (config.isGeometric() || height != images.size(2) || width != images.size(3)) {
      Tensor maps = Tensors.floatsBeside(images, maps(random, images), n, 2, 3);
      Tensor grid = torch.affine_grid(maps, new long[] {n, 3, height, width}, false);
      x = torch.grid_sampler_2d(x, grid, BILINEAR, BORDER, false);
    }
    if (config.recolours()) {
      x = recolour(x, random);
    }
    if (config.erase() > 0) {
      erase(x, random, (int) n);
    }
    return x;
  }

  /** For each picture the 2x3 matrix from output to input coordinates, both from -1 to 1. */
  private float[] maps(SplittableRandom random, Tensor images) {
    int n = (int) images.size(0);
    float[] maps = new float[n * 6];
    for (int i = 0; i < n; i++) {
      double angle = Math.toRadians(symmetric(random) * config.rotation());
      double zoom = 1 + symmetric(random) * config.scale();
      double mirror = config.flip() && random.nextBoolean() ? -1 : 1;
      double cos = Math.cos(angle) / zoom;
      double sin = Math.sin(angle) / zoom;
      maps[i * 6] = (float) (mirror * cos);
      maps[i * 6 + 1] = (float) (mirror * -sin);
      maps[i * 6 + 2] = (float) (2 * shift(random, images.size(3)));
      maps[i * 6 + 3] = (float) sin;
      maps[i * 6 + 4] = (float) cos;
      maps[i * 6 + 5] = (float) (2 * shift(random, images.size(2)));
      if (config.crops()) {
        CropBox.draw(random, images.size(2), images.size(3), config.randomResizedCrop())
            .into(maps, i * 6, images.size(2), images.size(3));
      }
    }
    return maps;
  }

  /** A share of the side; whole pixels, where pictures would be blurred by nothing else. */
  private double shift(SplittableRandom random, long pixels) {
    double share = symmetric(random) * config.shift();
    return config.blurs() ? share : Math.rint(share * pixels) / pixels;
  }

  /** One affine map of the colours a picture, kept within [0, 1]. */
  private Tensor recolour(Tensor x, SplittableRandom random) {
    long n = x.size(0);
    float[] maps = new float[(int) n * 9];
    float[] offsets = new float[(int) n * 3];
    for (int i = 0; i < n; i++) {
      ColourChange.draw(random, config).into(maps, i * 9, offsets, i * 3);
    }
    Tensor changed =
        Tensors.floatsBeside(x, offsets, n, 3, 1)
            .baddbmm(Tensors.floatsBeside(x, maps, n, 3, 3), x.reshape(n, 3, -1))
            .view(x.sizes());
    return changed.clamp_(new ScalarOptional(new Scalar(0.0)), new ScalarOptional(new Scalar(1.0)));
  }

  private void erase(Tensor x, SplittableRandom random, int n) {
    long height = x.size(2);
    long width = x.size(3);
    for (int i = 0; i < n; i++) {
      if (random.nextDouble() >= config.erase()) {
        continue;
      }
      long h = Math.round(height * side(random));
      long w = Math.round(width * side(random));
      long top = random.nextLong(height - h + 1);
      long left = random.nextLong(width - w + 1);
      x.select(0, i).narrow(1, top, h).narrow(2, left, w).fill_(new Scalar(0.5));
    }
  }

  private static double side(SplittableRandom random) {
    return MIN_ERASED_SIDE + (MAX_ERASED_SIDE - MIN_ERASED_SIDE) * random.nextDouble();
  }

  /** A number from -1 to 1. */
  static double symmetric(SplittableRandom random) {
    return 2 * random.nextDouble() - 1;
  }
}
