package dev.signet.artifact;

import dev.signet.config.InputSize;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.Preprocessing;
import dev.signet.config.ResNetVariant;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Tensors;
import dev.signet.model.Inputs;
import dev.signet.model.ModelState;
import dev.signet.model.ResNet;
import dev.signet.model.Verification;
import dev.signet.picture.Batch;
import dev.signet.picture.ImageSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;

/**
 * Made {@code golden/model-v1.safetensors} and its logits, a model file of format version 1 as it
 * was at first, {@code golden/model-v1-claims.safetensors}, the same network after manifests could
 * hold confidence and claims, and {@code golden/model-v2.safetensors}, the same in format version
 * 2, whose names have underscores. Every later Signet must read all; none is ever made again.
 *
 * <pre>
 * ./mvnw -q -pl train -am test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * cd train
 * java -cp target/test-classes:target/classes:$(cat target/classpath) \
 *     dev.signet.artifact.GoldenModel ../testing/src/main/resources/golden
 * </pre>
 */
final class GoldenModel {
  static final int SIDE = 32;
  static final List<String> CLASSES = List.of("null", "eins", "zwei", "drei", "vier", "fünf");
  static final Preprocessing PREPROCESSING =
      new Preprocessing(List.of(0.5, 0.45, 0.4), List.of(0.25, 0.2, 0.3));
  static final Provenance PROVENANCE =
      new Provenance("classic", 7, 2, "stripes", 8, "0f".repeat(32), Map.of("test_accuracy", 0.75));

  static final Confidence CONFIDENCE = new Confidence(1.25, 0.6);
  static final String NEWEST = "model-v2.safetensors";

  private GoldenModel() {}

  /** Stripes: the same bytes for ever. */
  static Batch pictures() {
    List<byte[]> pictures = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      byte[] picture = new byte[SIDE * SIDE * 3];
      for (int at = 0; at < picture.length; at++) {
        int column = at / 3 % SIDE;
        int row = at / 3 / SIDE;
        picture[at] = (byte) (column * (i + 1) * 3 + row * (8 - i) * 2 + at % 3 * 70 + i * 31);
      }
      pictures.add(picture);
    }
    return Batch.unlabelled(pictures, new ImageSize(SIDE, SIDE));
  }

  static float[] logits(ResNet net, Preprocessing preprocessing) {
    Inputs inputs = new Inputs(preprocessing, Arithmetic.plain(ComputeDevice.choose("cpu")));
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      return Tensors.floats(net.forward(inputs.images(pictures())));
    }
  }

  /** Writes the files into a folder. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    ModelConfig config =
        new ModelConfig(ResNetVariant.TINY, Layout.ARTICLE, InputSize.square(SIDE), CLASSES.size());
    try (ResNet net = ResNet.create(config, 1)) {
      net.module().train(true);
      for (int i = 0; i < 5; i++) {
        logits(net, PREPROCESSING); // moves the running statistics
      }
      net.module().eval();
      Manifest manifest =
          Manifest.of(config, PREPROCESSING, CLASSES, PROVENANCE).withConfidence(CONFIDENCE);
      Verification.claim(new ModelFile(manifest, ModelState.of(net))).write(folder.resolve(NEWEST));
    }
    System.exit(0); // native threads outlive main
  }
}
