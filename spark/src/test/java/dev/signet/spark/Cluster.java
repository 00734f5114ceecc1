package dev.signet.spark;

import dev.signet.artifact.ModelFile;
import dev.signet.config.DataConfig;
import dev.signet.config.InputSize;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.Recipe;
import dev.signet.config.ResNetVariant;
import dev.signet.config.RunConfig;
import dev.signet.data.DataParts;
import dev.signet.data.ImageSource;
import dev.signet.data.configured.ConfiguredData;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.run.AuditedData;
import dev.signet.run.Run;
import dev.signet.run.RunListener;
import dev.signet.run.RunSpec;
import dev.signet.training.StoppingRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.apache.spark.sql.SparkSession;

/** What the tests need: Spark in this process, a folder of pictures, a model. */
final class Cluster {
  static final InputSize SIZE = InputSize.square(32);
  static final DataConfig.Synthetic DATA = new DataConfig.Synthetic(24, 12, 7);

  private Cluster() {}

  /** Spark with two slots in this process. */
  static SparkSession local() {
    return SparkSession.builder()
        .master("local[2]")
        .appName("signet")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate();
  }

  /** Pictures of hands, a folder a class, as PNG. */
  static Path pictures(Path folder) {
    DataParts data = data();
    save(data.train(), folder);
    return folder;
  }

  static DataParts data() {
    return ConfiguredData.load(DATA, Optional.of(SIZE));
  }

  private static void save(ImageSource pictures, Path folder) {
    try {
      for (int i = 0; i < pictures.size(); i++) {
        Path of = folder.resolve(pictures.classes().get(pictures.label(i)));
        Files.createDirectories(of);
        ImageIO.write(pictures.toImage(i), "png", of.resolve("%03d.png".formatted(i)).toFile());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A tiny model that one machine has trained for one epoch. */
  static Path model(Path folder) {
    ModelConfig net = new ModelConfig(ResNetVariant.TINY, Layout.ARTICLE, SIZE, 6);
    RunConfig fast = RunConfig.of(Recipe.FAST, DATA, net, 0).withThreads(1);
    RunConfig config = fast.withTraining(fast.training().withEpochs(1));
    RunSpec spec =
        new RunSpec(
            folder,
            config,
            new AuditedData(data(), false),
            ComputeDevice.choose("cpu"),
            new StoppingRule() {});
    Run.train(spec, new RunListener() {});
    return folder.resolve(ModelFile.NAME);
  }
}
