package dev.signet.spark;

import dev.signet.config.DataConfig;
import dev.signet.config.InputSize;
import dev.signet.data.DataParts;
import dev.signet.data.ImageSource;
import dev.signet.data.configured.ConfiguredData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;

/** A few pictures of hands. */
public final class SparkPictures {
  static final InputSize SIZE = InputSize.square(32);
  static final DataConfig.Synthetic DATA = new DataConfig.Synthetic(24, 12, 7);

  private SparkPictures() {}

  /** As PNG, a folder a class. */
  public static Path write(Path folder) throws IOException {
    ImageSource pictures = data().train();
    int[] written = new int[pictures.classes().size()];
    for (int i = 0; i < pictures.size(); i++) {
      int label = pictures.label(i);
      Path of = Files.createDirectories(folder.resolve(pictures.classes().get(label)));
      String name = String.format(Locale.ROOT, "%03d.png", written[label]++);
      ImageIO.write(pictures.toImage(i), "png", of.resolve(name).toFile());
    }
    return folder;
  }

  static DataParts data() {
    return ConfiguredData.load(DATA, Optional.of(SIZE));
  }
}
