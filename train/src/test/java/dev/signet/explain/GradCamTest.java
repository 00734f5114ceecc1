package dev.signet.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signet.TestModels;
import dev.signet.TestPictures;
import dev.signet.artifact.ModelFile;
import dev.signet.data.ImageSource;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Tensors;
import dev.signet.model.Halves;
import dev.signet.model.Inputs;
import dev.signet.model.Networks;
import dev.signet.model.ResNet;
import dev.signet.picture.Batch;
import dev.signet.picture.ImageSize;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.junit.jupiter.api.Test;

class GradCamTest {
  private static final int SIDE = 64;
  private static final int CLASSES = 3;

  private final ModelFile file = TestModels.tiny(SIDE, CLASSES, 5);
  private final ImageSource pictures = TestPictures.coloured(4, SIDE, CLASSES, 1);
  private final ComputeDevice cpu = ComputeDevice.choose("cpu");

  /**
   * Behind the last stage stand an average and a linear layer, so the gradient of a logit is its
   * row of weights over the number of cells: the map can be worked out without autograd.
   */
  @Test
  void mapOfTheLastStageIsItsChannelsWeightedByTheClassifier() {
    float[] features = features(3);
    float[] fc = file.state().get("fc.weight").toFloats();
    int channels = fc.length / CLASSES;
    try (GradCam gradCam = GradCam.of(file, cpu, CamLayer.CONV5)) {
      Heatmap map = gradCam.heatmap(pictures.pixels(0), 1);
      assertThat(map.rows()).isEqualTo(2);
      assertThat(map.columns()).isEqualTo(2);
      for (int cell = 0; cell < 4; cell++) {
        double sum = 0;
        for (int channel = 0; channel < channels; channel++) {
          sum += fc[channels + channel] / 4 * features[channel * 4 + cell];
        }
        assertThat(map.values()[cell]).isCloseTo((float) Math.max(0, sum), within(1e-6f));
      }
    }
  }

  private float[] features(int stage) {
    Inputs inputs = new Inputs(file.manifest().preprocessing(), Arithmetic.plain(cpu));
    try (ResNet net = Networks.open(file, cpu);
        PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      net.module().eval();
      Batch batch = Batch.unlabelled(List.of(pictures.pixels(0)), new ImageSize(SIDE, SIDE));
      Tensor images = inputs.images(batch);
      Halves halves = new Halves(net, stage);
      Tensor features = halves.bottom(images);
      assertThat(Tensors.floats(halves.top(features)))
          .isEqualTo(Tensors.floats(net.forward(images)));
      return Tensors.floats(features);
    }
  }

  @Test
  void everyStageHasItsOwnGrid() {
    for (CamLayer layer : CamLayer.values()) {
      try (GradCam gradCam = GradCam.of(file, cpu, layer)) {
        Heatmap map = gradCam.heatmap(pictures.pixels(0), 0);
        assertThat(map.rows()).isEqualTo(16 >> layer.stage());
        for (float value : map.values()) {
          assertThat(value).isFinite().isNotNegative();
        }
      }
    }
  }

  @Test
  void picturesTogetherAreExplainedAsOneByOne() {
    try (GradCam gradCam = GradCam.of(file, cpu, GradCam.DEFAULT_LAYER)) {
      List<byte[]> together = List.of(pictures.pixels(0), pictures.pixels(1), pictures.pixels(2));
      List<Heatmap> maps = gradCam.heatmaps(together, new int[] {2, 0, 1});
      assertThat(maps).hasSize(3);
      assertThat(maps.get(1).values())
          .containsExactly(gradCam.heatmap(pictures.pixels(1), 0).values(), within(1e-6f));
      assertThat(maps.get(0).values()).isNotEqualTo(maps.get(1).values());
    }
  }

  @Test
  void networkOfTheCallerIsLeftAsItWas() {
    Inputs inputs = new Inputs(file.manifest().preprocessing(), Arithmetic.plain(cpu));
    try (ResNet net = Networks.open(file, cpu)) {
      net.module().train(true);
      try (GradCam gradCam = GradCam.of(net, inputs, CamLayer.CONV3)) {
        gradCam.heatmap(pictures.pixels(0), 0);
      }
      assertThat(net.module().is_training()).isTrue();
      try (PointerScope scope = new PointerScope()) {
        TensorVector parameters = net.module().parameters();
        for (long i = 0; i < parameters.size(); i++) {
          assertThat(parameters.get(i).grad().defined()).isFalse();
          assertThat(parameters.get(i).isfinite().all().item_bool()).isTrue();
        }
      }
    }
  }

  @Test
  void classOutsideOfTheLogitsIsRefused() {
    try (GradCam gradCam = GradCam.of(file, cpu, CamLayer.CONV5)) {
      assertThatThrownBy(() -> gradCam.heatmap(pictures.pixels(0), CLASSES))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a class must be 0 to 2 but was 3");
      assertThatThrownBy(() -> gradCam.heatmaps(List.of(), new int[0]))
          .hasMessageStartingWith("0 pictures need as many classes, at least one");
    }
  }
}
