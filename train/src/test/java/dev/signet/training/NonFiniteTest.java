package dev.signet.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.TestPictures;
import dev.signet.config.RunConfig;
import dev.signet.data.ImageSource;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.model.ModelState;
import dev.signet.model.ResNet;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDict;
import dev.signet.statedict.StateDictDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/** Steps whose loss is no finite number, and then some whose loss is one again. */
class NonFiniteTest {
  private static final int SIDE = 16;
  private static final int CLASSES = 4;
  private static final ComputeDevice CPU = ComputeDevice.choose("cpu");

  @Test
  void stepsThatAreLeftOutChangeNothingAndTrainingGoesOn() {
    RunConfig plain = TestPictures.run(SIDE, CLASSES, 3, 8, 0.001);
    RunConfig run = plain.withReliability(plain.reliability().withNonFiniteSteps(2));
    ImageSource pictures = TestPictures.coloured(24, SIDE, CLASSES, 1);
    try (ResNet net = ResNet.create(run.model(), 0)) {
      Spoiler spoiler = new Spoiler(net);
      TrainingFinished finished =
          new Trainer(run, CPU, List.of(spoiler))
              .fit(net, pictures, Optional.empty(), new StopSignal());
      assertThat(finished.reason()).isEqualTo(StopReason.COMPLETED);
      assertThat(finished.steps()).isEqualTo(9);
      assertThat(spoiler.taken).containsExactly(0L, 1L, 2L, 3L, 6L, 7L, 8L);
      assertThat(spoiler.skipped).containsExactly(4L, 5L);
      assertThat(StateDictDiff.between(spoiler.before, spoiler.after).isIdentical())
          .as("network before and after the steps that were left out, statistics and all")
          .isTrue();
      for (NamedArray array : ModelState.of(net).arrays()) {
        assertThat(array.toFloats()).as(array.name()).doesNotContain(Float.NaN);
      }
    }
  }

  /** Makes the head's bias NaN before the steps 4 and 5, and puts it back. */
  private static final class Spoiler implements TrainingListener {
    private final ResNet net;
    private final List<Long> taken = new ArrayList<>();
    private final List<Long> skipped = new ArrayList<>();
    private final float[] bias = new float[CLASSES];
    private StateDict before = StateDict.of(List.of());
    private StateDict after = StateDict.of(List.of());

    private Spoiler(ResNet net) {
      this.net = net;
    }

    @Override
    public void stepCompleted(StepCompleted event) {
      taken.add(event.step());
      if (event.step() == 3) {
        System.arraycopy(ModelState.of(net).get("fc.bias").toFloats(), 0, bias, 0, CLASSES);
        fill(Float.NaN, Float.NaN, Float.NaN, Float.NaN);
        before = ModelState.of(net);
      }
    }

    @Override
    public void stepSkipped(StepSkipped event) {
      skipped.add(event.step());
      if (event.step() == 5) {
        after = ModelState.of(net);
        fill(bias);
      }
    }

    private void fill(float... values) {
      try (PointerScope scope = new PointerScope();
          NoGradGuard guard = new NoGradGuard()) {
        Tensor tensor = Objects.requireNonNull(ModelState.tensors(net).get("fc.bias"));
        for (int i = 0; i < values.length; i++) {
          tensor.select(0, i).fill_(new Scalar(values[i]));
        }
      }
    }
  }
}
