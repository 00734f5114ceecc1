package dev.signet.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signet.SignetException;
import dev.signet.TestModels;
import dev.signet.TestPictures;
import dev.signet.artifact.ModelFile;
import dev.signet.config.InputSize;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.Precision;
import dev.signet.config.PredictionConfig;
import dev.signet.config.ResNetVariant;
import dev.signet.data.DataParts;
import dev.signet.data.ImageSource;
import dev.signet.inference.Classifier;
import dev.signet.inference.Prediction;
import dev.signet.metrics.LogitDifference;
import dev.signet.onnx.OnnxFile;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** ONNX Runtime and libtorch answer alike. */
class OnnxExportTest {
  private static final int SIDE = 32;
  private static final int CLASSES = 4;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "TINY, ARTICLE",
    "TINY, TORCHVISION",
    "RESNET18, ARTICLE",
    "RESNET18, TORCHVISION",
    "RESNET34, ARTICLE",
    "RESNET34, TORCHVISION",
    "RESNET50, ARTICLE",
    "RESNET50, TORCHVISION"
  })
  void everyNetworkHasTheLogitsOfTheTrainedOne(ResNetVariant variant, Layout layout)
      throws IOException {
    ModelFile model = model(variant, layout);
    Path file = folder.resolve("model.onnx");
    Exported exported =
        OnnxExport.write(
            model, file, OnnxExport.Kind.FP32, false, ExportPictures.noise(input(), 8));
    assertThat(exported.difference().largest()).isLessThan(1e-4);
    assertThat(exported.difference().sameTop1()).isEqualTo(8);
    assertThat(exported.difference().largestLogit()).isPositive();
    assertThat(exported.bytes()).isEqualTo(Files.size(file));
    assertThat(exported.engine()).startsWith("fp32, ONNX Runtime");
  }

  @ParameterizedTest
  @EnumSource(OnnxExport.Kind.class)
  void bytesGoInWithPreprocessingAndTheSameComesOut(OnnxExport.Kind kind) {
    ModelFile model = model(ResNetVariant.TINY, Layout.ARTICLE);
    Path floats = folder.resolve("floats.onnx");
    Path bytes = folder.resolve("bytes.onnx");
    Exported outside = OnnxExport.write(model, floats, kind, false, pictures());
    Exported inside = OnnxExport.write(model, bytes, kind, true, pictures());
    assertThat(inside.difference().largest())
        .isCloseTo(outside.difference().largest(), within(outside.difference().largest() / 2));
    try (OnnxFile file = OnnxFile.open(floats, 1);
        OnnxFile other = OnnxFile.open(bytes, 1)) {
      assertThat(file.session().inputShape()).containsExactly(-1, 3, SIDE, SIDE);
      assertThat(other.session().inputShape()).containsExactly(-1, SIDE, SIDE, 3);
      assertThat(other.session().takesBytes()).isTrue();
      assertThat(other.numbers()).isEqualTo(kind.name().toLowerCase(Locale.ROOT));
      assertThat(other.manifest()).isEqualTo(model.manifest());
    }
  }

  @Test
  void fewerBitsMakeSmallerFilesAndLargerDifferences() {
    ModelFile model = model(ResNetVariant.TINY, Layout.TORCHVISION);
    Exported fp32 = export(model, OnnxExport.Kind.FP32);
    Exported fp16 = export(model, OnnxExport.Kind.FP16);
    Exported int8 = export(model, OnnxExport.Kind.INT8);
    assertThat(fp16.bytes()).isLessThan(fp32.bytes() * 6 / 10);
    assertThat(int8.bytes()).isLessThan(fp32.bytes() * 5 / 10);
    LogitDifference half = fp16.difference();
    assertThat(half.largest()).isBetween(1e-6, 0.01 * Math.max(1, half.largestLogit()));
    assertThat(half.sameTop1()).isEqualTo(half.pictures());
    LogitDifference whole = int8.difference();
    assertThat(whole.largest()).isGreaterThan(half.largest());
    assertThat(whole.largest()).isLessThan(0.2 * Math.max(1, whole.largestLogit()));
    assertThat(whole.sameTop1()).isGreaterThanOrEqualTo(whole.pictures() * 95 / 100);
  }

  @Test
  void classifierAnswersFromTheFileAsFromTheModel() {
    ModelFile model = model(ResNetVariant.TINY, Layout.ARTICLE);
    Path trained = folder.resolve("model.safetensors");
    model.write(trained);
    Path onnx = folder.resolve("model.onnx");
    OnnxExport.write(model, onnx, OnnxExport.Kind.FP32, false, pictures());
    List<byte[]> pictures = bytes(TestPictures.coloured(7, SIDE, CLASSES, 8));
    try (Classifier expected =
            Classifier.open(
                trained, PredictionConfig.DEFAULT.withDevice("cpu").withPrecision(Precision.FP32));
        Classifier classifier = Classifier.open(onnx)) {
      List<Prediction> answers = classifier.predictPixels(pictures);
      List<Prediction> wanted = expected.predictPixels(pictures);
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).label()).isEqualTo(wanted.get(i).label());
        assertThat(answers.get(i).probability())
            .isCloseTo(wanted.get(i).probability(), within(1e-5));
        assertThat(classifier.predictPixels(List.of(pictures.get(i))).get(0).probability())
            .isCloseTo(wanted.get(i).probability(), within(1e-5));
      }
      assertThat(classifier.predictPixels(List.<byte[]>of())).isEmpty();
    }
  }

  @Test
  void networkThatDoesNotAgreeIsNotKept() {
    ModelFile model = model(ResNetVariant.TINY, Layout.ARTICLE);
    Path file = folder.resolve("model.onnx");
    ParityCheck impossible = new ParityCheck(1e-12, 0, 1);
    assertThatThrownBy(
            () ->
                OnnxExport.write(model, file, OnnxExport.Kind.FP16, impossible, false, pictures()))
        .isInstanceOf(SignetException.class)
        .hasMessageContaining("does not agree with the trained one and was not kept")
        .hasMessageContaining("the same class for 100 %, logits within 1.0e-12");
    assertThat(files()).isEmpty();
  }

  @Test
  void weightTooLargeForHalvesIsNamed() {
    ModelFile model = model(ResNetVariant.TINY, Layout.ARTICLE);
    StateDict state =
        StateDict.of(
            model.state().arrays().stream()
                .map(
                    array ->
                        array.name().equals("fc.bias")
                            ? NamedArray.ofFloats("fc.bias", new float[] {0, 0, 0, 7e4f}, CLASSES)
                            : array)
                .toList());
    ModelFile large = new ModelFile(model.manifest(), state);
    assertThatThrownBy(() -> export(large, OnnxExport.Kind.FP16))
        .isInstanceOf(SignetException.class)
        .hasMessageContaining("fc.bias holds 70000.0, which fp16 cannot");
    assertThat(files()).isEmpty();
  }

  @Test
  void integersWithoutTrainingPicturesAreRefused() {
    ModelFile model = model(ResNetVariant.TINY, Layout.ARTICLE);
    assertThatThrownBy(
            () ->
                OnnxExport.write(
                    model,
                    folder.resolve("model.onnx"),
                    OnnxExport.Kind.INT8,
                    false,
                    ExportPictures.noise(input(), 4)))
        .isInstanceOf(SignetException.class)
        .hasMessageContaining("int8 is calibrated on training pictures");
    assertThat(files()).isEmpty();
  }

  private Exported export(ModelFile model, OnnxExport.Kind kind) {
    Path file = folder.resolve(kind + ".onnx");
    return OnnxExport.write(model, file, kind, false, pictures());
  }

  private List<String> files() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(Path::toString).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static ModelFile model(ResNetVariant variant, Layout layout) {
    return TestModels.trained(new ModelConfig(variant, layout, input(), CLASSES));
  }

  static InputSize input() {
    return InputSize.square(SIDE);
  }

  static ExportPictures pictures() {
    ImageSource train = TestPictures.coloured(40, SIDE, CLASSES, 5);
    ImageSource test = TestPictures.coloured(40, SIDE, CLASSES, 6);
    return ExportPictures.of(new DataParts(train, Optional.empty(), Optional.of(test)), 40);
  }

  private static List<byte[]> bytes(ImageSource pictures) {
    return IntStream.range(0, pictures.size()).mapToObj(pictures::pixels).toList();
  }
}
