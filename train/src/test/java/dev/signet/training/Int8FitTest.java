package dev.signet.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.InvalidValueException;
import dev.signet.TestModels;
import dev.signet.artifact.Confidence;
import dev.signet.artifact.Int8;
import dev.signet.artifact.Manifest;
import dev.signet.artifact.ModelFile;
import dev.signet.config.InputSize;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.Precision;
import dev.signet.config.PredictionConfig;
import dev.signet.config.ResNetVariant;
import dev.signet.data.ImageSource;
import dev.signet.data.synthetic.SyntheticSigns;
import dev.signet.files.CpuFlags;
import dev.signet.inference.Classifier;
import dev.signet.inference.Prediction;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.model.Networks;
import dev.signet.model.ResNet;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model is made ready for int8, and answers in it. */
class Int8FitTest {
  private static final int SIDE = 32;
  private static final ComputeDevice CPU = ComputeDevice.choose("cpu");
  private static final ImageSource TRAIN = SyntheticSigns.generate(520, SIDE, 3);
  private static final ImageSource OTHERS = SyntheticSigns.generate(200, SIDE, 4);
  private static final ModelFile FILE = model();
  private static final Int8 INT8 = measured(Optional.empty());

  private static ModelFile model() {
    ModelConfig config =
        new ModelConfig(ResNetVariant.TINY, Layout.ARTICLE, InputSize.square(SIDE), 6);
    return TestModels.trained(config);
  }

  private static Int8 measured(Optional<ImageSource> validation) {
    try (ResNet net = Networks.open(FILE, CPU)) {
      Evaluator evaluator = ModelJudge.evaluator(FILE.manifest(), CPU);
      return Int8Fit.measure(
              FILE,
              TRAIN,
              () -> evaluator.outputs(net, TRAIN),
              validation.map(it -> evaluator.outputs(net, it)))
          .orElseThrow();
    }
  }

  private static List<Prediction> answers(ModelFile model, Precision precision) {
    try (Classifier classifier = open(model, precision)) {
      return classifier.predictPixels(pixels());
    }
  }

  /** On the engine that decides where int8 does not. */
  private static List<Prediction> inFp32(ModelFile model) {
    try (Classifier classifier = Classifier.withOnnxRuntime(model, 0, false)) {
      return classifier.predictPixels(pixels());
    }
  }

  private static List<byte[]> pixels() {
    return IntStream.range(0, OTHERS.size()).mapToObj(OTHERS::pixels).toList();
  }

  private static Classifier open(ModelFile model, Precision precision) {
    return Classifier.of(
        model, PredictionConfig.DEFAULT.withDevice("cpu").withPrecision(precision));
  }

  private static ModelFile ready() {
    return FILE.withManifest(FILE.manifest().withInt8(INT8));
  }

  @Test
  void roundingIsMeasuredOnPicturesThatMadeNoRanges() {
    assertThat(INT8.pictures()).isEqualTo(520 - 256);
    assertThat(INT8.data()).isEqualTo(TRAIN.name());
    assertThat(INT8.rounding()).isPositive();
    assertThat(INT8.same()).isBetween(260, 264);
    assertThat(INT8.again()).isBetween(0, 264);
    assertThat(INT8.difference()).isBetween(0.0, 0.1);
    assertThat(INT8.ranges()).containsKeys("input", "block1.sum.relu");
  }

  @Test
  void enoughValidationPicturesTakeTheirPlace() {
    assertThat(measured(Optional.of(OTHERS)).data()).isEqualTo(OTHERS.name());
    ImageSource few = OTHERS.subset("few", IntStream.range(0, 198).toArray());
    assertThat(measured(Optional.of(few))).isEqualTo(INT8);
  }

  @Test
  void newPicturesAreAnsweredAsInFp32() {
    List<Prediction> exact = answers(FILE, Precision.FP32);
    List<Prediction> rounded = answers(ready(), Precision.INT8);
    assertThat(IntStream.range(0, exact.size()).filter(i -> same(exact, rounded, i)).count())
        .isGreaterThanOrEqualTo(198);
    assertThat(rounded).isNotEqualTo(exact); // else fp32 has answered all
  }

  private static boolean same(List<Prediction> exact, List<Prediction> rounded, int i) {
    return exact.get(i).answer().equals(rounded.get(i).answer());
  }

  @Test
  void whatIsCloseOrUnknownIsComputedAgain() {
    double large = 1000;
    Int8 doubtful = new Int8(INT8.ranges(), large, 300, "pictures", 300, 300, 0);
    ModelFile close = FILE.withManifest(FILE.manifest().withInt8(doubtful));
    assertThat(answers(close, Precision.INT8)).isEqualTo(inFp32(FILE));

    Manifest shy = ready().manifest().withConfidence(new Confidence(1, 1));
    ModelFile unknown = FILE.withManifest(shy);
    assertThat(answers(unknown, Precision.INT8)).isEqualTo(inFp32(unknown));
    try (Classifier classifier = open(unknown, Precision.INT8)) {
      classifier.predictPixels(List.of(OTHERS.pixels(0), OTHERS.pixels(1)));
      assertThat(classifier.askedAgain()).isEqualTo(2);
    }
  }

  @Test
  void autoTakesItWhereModelAndProcessorAreMadeForIt() {
    Int8 kept = new Int8(INT8.ranges(), 0.1, 300, "pictures", 300, 3, 0);
    Int8 lost = new Int8(INT8.ranges(), 0.1, 300, "pictures", 200, 3, 0);
    String chosen = described(FILE.withManifest(FILE.manifest().withInt8(kept)));
    String left = described(FILE.withManifest(FILE.manifest().withInt8(lost)));
    if (CpuFlags.vnni()) {
      assertThat(chosen).startsWith("int8, ONNX Runtime");
      assertThat(left).endsWith("; not int8: it answered 100 of 300 pictures otherwise");
      assertThat(described(FILE))
          .endsWith("; not int8: the model was never tried in it (signet calibrate does that)");
    } else {
      assertThat(chosen).endsWith("; not int8: the processor has no VNNI");
    }
  }

  private static String described(ModelFile model) {
    try (Classifier classifier = open(model, Precision.AUTO)) {
      return classifier.arithmetic();
    }
  }

  @Test
  void modelThatWasNotTriedIsRefusedInASentence() {
    assertThatThrownBy(() -> open(FILE, Precision.INT8))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage(
            "--precision int8 is not possible: the model was never tried in it (signet calibrate"
                + " does that)");
  }

  @Test
  void modelFileKeepsIt(@TempDir Path folder) {
    ready().write(folder.resolve(ModelFile.NAME));
    Manifest read = ModelFile.read(folder).manifest();
    assertThat(read.int8()).hasValue(INT8);
    assertThat(read.withoutClaims().int8()).isEmpty();
  }
}
