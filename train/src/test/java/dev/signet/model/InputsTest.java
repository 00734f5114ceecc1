package dev.signet.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.TestPictures;
import dev.signet.config.AugmentationConfig;
import dev.signet.config.InputSize;
import dev.signet.config.Preprocessing;
import dev.signet.data.ImageSource;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Tensors;
import dev.signet.picture.Batch;
import dev.signet.training.Augmenter;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class InputsTest {
  private static final Inputs INPUTS =
      new Inputs(Preprocessing.UNIT, Arithmetic.plain(ComputeDevice.choose("cpu")));
  private static final ImageSource PICTURES = TestPictures.coloured(3, 16, 2, 1);

  @Test
  void smallerPicturesAreThoseThatTrainingMakes() {
    Batch batch = PICTURES.batch(0, 1, 2);
    Augmenter none = new Augmenter(AugmentationConfig.NONE, InputSize.square(16), 0);
    try (PointerScope scope = new PointerScope()) {
      Tensor small = INPUTS.at(0.75).images(batch);
      Tensor trained = INPUTS.images(batch, pictures -> none.apply(pictures, 0, 0.75));
      assertThat(small.sizes().vec().get()).containsExactly(3, 3, 12, 12);
      assertThat(Tensors.floats(small))
          .usingComparatorWithPrecision(1e-5f)
          .containsExactly(Tensors.floats(trained));
    }
  }

  @Test
  void wholePicturesStayAsTheyAre() {
    try (PointerScope scope = new PointerScope()) {
      Tensor whole = INPUTS.images(PICTURES.batch(0));
      assertThat(Tensors.floats(INPUTS.at(1).images(PICTURES.batch(0))))
          .containsExactly(Tensors.floats(whole));
    }
  }
}
