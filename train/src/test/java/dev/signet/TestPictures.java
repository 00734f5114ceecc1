package dev.signet;

import dev.signet.config.BatchConfig;
import dev.signet.config.DataConfig;
import dev.signet.config.InputSize;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.OptimizerConfig;
import dev.signet.config.Recipe;
import dev.signet.config.ResNetVariant;
import dev.signet.config.RunConfig;
import dev.signet.config.ScheduleConfig;
import dev.signet.data.ImageSource;
import dev.signet.data.InMemorySource;
import dev.signet.data.LabelledImage;
import dev.signet.picture.ImageSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Small pictures and runs for tests: a colour a class, and noise. */
public final class TestPictures {
  private TestPictures() {}

  /** Pictures whose class can be learned; their labels go round. */
  public static ImageSource coloured(int count, int side, int classes, long seed) {
    Random random = new Random(seed);
    List<LabelledImage> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int label = i % classes;
      byte[] pixels = new byte[side * side * 3];
      for (int at = 0; at < pixels.length; at++) {
        int colour = 40 + 150 * ((label >> (at % 3)) & 1);
        pixels[at] = (byte) (colour + random.nextInt(40));
      }
      images.add(new LabelledImage("picture " + i, label, pixels));
    }
    return new InMemorySource("coloured", new ImageSize(side, side), names(classes), images);
  }

  /** Class names {@code c0}, {@code c1} and so on. */
  public static List<String> names(int classes) {
    return IntStream.range(0, classes).mapToObj(i -> "c" + i).toList();
  }

  /** The shape of a tiny network of the article's layout. */
  public static ModelConfig tiny(int side, int classes) {
    return new ModelConfig(ResNetVariant.TINY, Layout.ARTICLE, InputSize.square(side), classes);
  }

  /** A run of the classic recipe on a tiny network. */
  public static RunConfig run(int side, int classes, int epochs, int batchSize, double lr) {
    RunConfig run =
        RunConfig.of(Recipe.CLASSIC, DataConfig.Synthetic.DEFAULT, tiny(side, classes), 7);
    return run.withTraining(
        run.training()
            .withEpochs(epochs)
            .withBatches(new BatchConfig(batchSize, true, false))
            .withOptimizer(OptimizerConfig.Adam.withDefaults(lr), new ScheduleConfig.Constant()));
  }

  /** The same run with another seed. */
  public static RunConfig withSeed(RunConfig run, long seed) {
    return run.withSeed(seed);
  }
}
