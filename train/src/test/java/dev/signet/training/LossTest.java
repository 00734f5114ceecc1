package dev.signet.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signet.TestPictures;
import dev.signet.config.ClassWeights;
import dev.signet.config.TrainingConfig;
import dev.signet.data.ImageSource;
import dev.signet.libtorch.Libtorch;
import dev.signet.libtorch.Tensors;
import dev.signet.testing.Python;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cross entropy is PyTorch's, by its documented formula and by PyTorch itself. */
class LossTest {
  private static final int N = 4;
  private static final int K = 3;
  private static final float[] LOGITS = {1, -2, 0.5f, 3, 0, -1, 0.25f, 0.5f, 2, -1, 1.5f, 0};
  private static final long[] LABELS = {0, 2, 1, 2};
  private static final float[] SHARES = {0.7f, 0.3f, 0, 0, 0.25f, 0.75f, 1, 0, 0, 0.5f, 0, 0.5f};
  private static final List<Double> WEIGHTS = List.of(0.5, 4.0, 1.25);

  @BeforeAll
  static void load() {
    Libtorch.load();
  }

  private static double of(Loss loss, boolean shares) {
    try (PointerScope scope = new PointerScope()) {
      Tensor targets = shares ? Tensors.floats(SHARES, N, K) : Tensors.labels(LABELS);
      return loss.of(Tensors.floats(LOGITS, N, K), targets).item_double();
    }
  }

  private static double logProbability(int row, int column) {
    double sum = IntStream.range(0, K).mapToDouble(c -> Math.exp(LOGITS[row * K + c])).sum();
    return LOGITS[row * K + column] - Math.log(sum);
  }

  /** torch.nn.CrossEntropyLoss, reduction 'mean': divided by the weights of the labels. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.4})
  void labelsAreWeighedAndSmoothedAsPyTorchDocumentsIt(double smoothing) {
    double sum = 0;
    double weights = 0;
    for (int i = 0; i < N; i++) {
      int label = (int) LABELS[i];
      weights += WEIGHTS.get(label);
      sum -= (1 - smoothing) * WEIGHTS.get(label) * logProbability(i, label);
      for (int c = 0; c < K; c++) {
        sum -= smoothing / K * WEIGHTS.get(c) * logProbability(i, c);
      }
    }
    assertThat(of(Loss.crossEntropy(smoothing, WEIGHTS), false))
        .isCloseTo(sum / weights, within(1e-6));
  }

  /** With shares for targets it is divided by the number of pictures. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1})
  void sharesAreWeighedAndSmoothedAsPyTorchDocumentsIt(double smoothing) {
    double sum = 0;
    for (int i = 0; i < N; i++) {
      for (int c = 0; c < K; c++) {
        double target = (1 - smoothing) * SHARES[i * K + c] + smoothing / K;
        sum -= WEIGHTS.get(c) * target * logProbability(i, c);
      }
    }
    assertThat(of(Loss.crossEntropy(smoothing, WEIGHTS), true)).isCloseTo(sum / N, within(1e-6));
  }

  @Test
  void equalWeightsAreNone() {
    List<Double> ones = List.of(1.0, 1.0, 1.0);
    assertThat(of(Loss.crossEntropy(0.1, ones), false))
        .isCloseTo(of(Loss.crossEntropy(0.1), false), within(1e-6));
  }

  @Test
  void weightsOfATrainingAreThoseOfItsPictures() {
    ImageSource pictures =
        TestPictures.coloured(8, 8, K, 1)
            .labelled(TestPictures.names(K), new int[] {0, 0, 0, 0, 0, 1, 2, 2});
    TrainingConfig classic = TestPictures.run(8, K, 1, 8, 0.1).training();
    TrainingConfig balanced = classic.withClassWeights(new ClassWeights.Balanced());
    assertThat(of(Loss.of(balanced, pictures), false))
        .isEqualTo(of(Loss.crossEntropy(0, List.of(8 / 15.0, 8 / 3.0, 8 / 6.0)), false))
        .isNotEqualTo(of(Loss.of(classic, pictures), false));
  }

  @Test
  void logitsInBf16AreWeighedAndSharedInFp32() {
    try (PointerScope scope = new PointerScope()) {
      Tensor logits = Tensors.floats(LOGITS, N, K).to(ScalarType.BFloat16); // all are exact
      Tensor loss = Loss.crossEntropy(0.1, WEIGHTS).of(logits, Tensors.labels(LABELS));
      assertThat(loss.item_double()).isEqualTo(of(Loss.crossEntropy(0.1, WEIGHTS), false));
      Tensor shared = Loss.crossEntropy(0.1).of(logits, Tensors.floats(SHARES, N, K));
      assertThat(shared.item_double()).isEqualTo(of(Loss.crossEntropy(0.1), true));
    }
  }

  @Test
  @Tag("python")
  void pythonsPyTorchGivesTheSameNumbers() throws Exception {
    String script =
        """
        import torch
        from torch.nn.functional import cross_entropy
        logits = torch.tensor(%s).reshape(4, 3)
        labels = torch.tensor(%s)
        shares = torch.tensor(%s).reshape(4, 3)
        weight = torch.tensor(%s)
        for smoothing in (0, 0.1):
            for targets in (labels, shares):
                print(cross_entropy(logits, targets, weight=weight, label_smoothing=smoothing).item())
        """
            .formatted(
                Arrays.toString(LOGITS), Arrays.toString(LABELS), Arrays.toString(SHARES), WEIGHTS);
    List<String> said = Python.with("torch").run(script).lines().toList();
    assertThat(said).hasSize(4);
    for (int i = 0; i < 4; i++) {
      double ours = of(Loss.crossEntropy(i < 2 ? 0 : 0.1, WEIGHTS), i % 2 == 1);
      assertThat(ours)
          .as(String.format(Locale.ROOT, "case %d", i))
          .isCloseTo(Double.parseDouble(said.get(i)), within(1e-6));
    }
  }
}
