package dev.signet;

import dev.signet.artifact.Manifest;
import dev.signet.artifact.ModelFile;
import dev.signet.artifact.Provenance;
import dev.signet.config.ModelConfig;
import dev.signet.config.Preprocessing;
import dev.signet.model.ModelState;
import dev.signet.model.ResNet;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;

/** Models that no training made. */
public final class TestModels {
  /** Preprocessing that does something. */
  public static final Preprocessing PREPROCESSING =
      new Preprocessing(List.of(0.5, 0.4, 0.3), List.of(0.2, 0.25, 0.3));

  private TestModels() {}

  /** A tiny network with the weights of a seed and a manifest that fills every field. */
  public static ModelFile tiny(int side, int classes, long seed) {
    ModelConfig config = TestPictures.tiny(side, classes);
    Provenance provenance =
        new Provenance("classic", -5, 3, "a \"folder\"", 17, "00ff", Map.of("test_accuracy", 0.5));
    try (ResNet net = ResNet.create(config, seed)) {
      return new ModelFile(
          Manifest.of(config, PREPROCESSING, TestPictures.names(classes), provenance),
          ModelState.of(net));
    }
  }

  /** Random weights, and batch norms that have seen something: fresh ones fold to nothing. */
  public static ModelFile trained(ModelConfig config) {
    int side = config.input().height();
    try (ResNet net = ResNet.create(config, 1);
        PointerScope scope = new PointerScope()) {
      torch.manual_seed(2);
      net.module().train(true);
      net.forward(torch.randn(4, 3, side, side));
      Provenance provenance = new Provenance("classic", 1, 0, "noise", 4, "00", Map.of());
      return new ModelFile(
          Manifest.of(config, PREPROCESSING, TestPictures.names(config.classes()), provenance),
          ModelState.of(net));
    }
  }
}
