package dev.signet.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.TestModels;
import dev.signet.TestPictures;
import dev.signet.artifact.ModelFile;
import dev.signet.config.Precision;
import dev.signet.config.PredictionConfig;
import dev.signet.data.ImageSource;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many threads on one classifier get the answers that one thread gets. */
@Timeout(60)
class ClassifierThreadsTest {
  private static final int SIDE = 16;
  private static final int THREADS = 4;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = Precision.class,
      names = {"FP32", "BF16"})
  void libtorchAnswersTheSame(Precision precision) throws Exception {
    TestModels.tiny(SIDE, 4, 1).write(folder.resolve(ModelFile.NAME));
    // An untrained network is sure of nothing, so in bf16 every picture is computed again in fp32.
    try (Classifier classifier =
        Classifier.open(
            folder, PredictionConfig.DEFAULT.withDevice("cpu").withPrecision(precision))) {
      requireSameAnswers(classifier);
    }
  }

  @Test
  void onnxRuntimeAnswersTheSame() throws Exception {
    var model = TestModels.tiny(SIDE, 4, 1);
    try (Classifier classifier = Classifier.withOnnxRuntime(model, 1, false)) {
      requireSameAnswers(classifier);
    }
  }

  private static void requireSameAnswers(Classifier classifier) throws Exception {
    ImageSource pictures = TestPictures.coloured(8, SIDE, 4, 2);
    List<byte[]> bytes = IntStream.range(0, 8).mapToObj(pictures::pixels).toList();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<List<Prediction>>> answers =
          IntStream.range(0, THREADS * 10)
              .mapToObj(i -> threads.submit(() -> classifier.predictPixels(bytes)))
              .toList();
      List<Prediction> alone = classifier.predictPixels(bytes);
      for (Future<List<Prediction>> answer : answers) {
        assertThat(answer.get()).isEqualTo(alone);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
