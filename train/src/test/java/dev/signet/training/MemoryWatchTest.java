package dev.signet.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import dev.signet.TestPictures;
import dev.signet.config.RunConfig;
import dev.signet.data.ImageSource;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.NativeMemory;
import dev.signet.model.ResNet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class MemoryWatchTest {
  private static final ComputeDevice CPU = ComputeDevice.choose("cpu");
  private static final ImageSource PICTURES = TestPictures.coloured(16, 16, 4, 1);

  @Test
  void whatLeavesObjectsBehindIsNamed() {
    try (LeakingListener leak = new LeakingListener()) {
      assertThatThrownBy(() -> train(64, leak))
          .isInstanceOf(SignetException.class)
          .hasMessageContaining("native objects were left over, more than allowed")
          .hasMessageContaining("--max-native-growth")
          .hasMessageContaining(" times Tensor at ")
          .hasMessageContaining("LeakingListener.stepCompleted");
    }
  }

  @Test
  void trainingThatLeaksNothingIsLeftAlone() {
    assertThat(train(20, new TrainingListener() {}).epochs()).isEqualTo(150);
  }

  @Test
  void memoryOutsideOfTheHeapIsSeen() {
    long before = NativeMemory.now().bytes();
    try (Tensor tensor = torch.ones(32 << 20)) { // 128 MB: malloc always asks the kernel
      assertThat(tensor.numel()).isEqualTo(32 << 20);
      assertThat(NativeMemory.now().bytes() - before).isBetween(120L << 20, 140L << 20);
    }
  }

  private static TrainingFinished train(double megabytes, TrainingListener listener) {
    RunConfig run = TestPictures.run(16, 4, 150, 8, 0.001);
    try (ResNet net = ResNet.create(run.model(), 0)) {
      StoppingRule watch = new MemoryWatch(megabytes, run.training()::scale);
      TrainingControl control = TrainingControl.of(run, false, watch);
      return new Trainer(run, CPU, List.of(listener)).fit(net, PICTURES, Optional.empty(), control);
    }
  }

  /** Makes tensors that nobody frees. */
  private static final class LeakingListener implements TrainingListener, AutoCloseable {
    private static final int TENSORS_A_STEP = 100;

    private final List<Tensor> left = new ArrayList<>();

    @Override
    public void stepCompleted(StepCompleted event) {
      for (int i = 0; i < TENSORS_A_STEP; i++) {
        left.add(torch.ones(1));
      }
    }

    @Override
    public void close() {
      left.forEach(Tensor::close);
    }
  }
}
