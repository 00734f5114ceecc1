package dev.signet.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signet.SignetException;
import dev.signet.TestModels;
import dev.signet.TestPictures;
import dev.signet.artifact.ModelFile;
import dev.signet.config.Precision;
import dev.signet.config.PredictionConfig;
import dev.signet.data.ImageSource;
import dev.signet.inference.Prediction.ClassProbability;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Tensors;
import dev.signet.model.Inputs;
import dev.signet.model.Networks;
import dev.signet.model.ResNet;
import dev.signet.picture.Batch;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierTest {
  private static final int SIDE = 16;
  private static final int CLASSES = 4;
  private static final ComputeDevice CPU = ComputeDevice.choose("cpu");

  @TempDir Path folder;

  @BeforeEach
  void writeModel() {
    TestModels.tiny(SIDE, CLASSES, 1).write(folder.resolve(ModelFile.NAME));
  }

  @Test
  void probabilitiesAreTheSoftmaxOfTheLogitsInEvaluationMode() {
    ImageSource pictures = TestPictures.coloured(5, SIDE, CLASSES, 2);
    float[] expected = expected(pictures);
    for (Path path : List.of(folder, folder.resolve(ModelFile.NAME))) {
      try (Classifier classifier =
          Classifier.open(
              path, PredictionConfig.DEFAULT.withDevice("cpu").withPrecision(Precision.FP32))) {
        List<Prediction> together = classifier.predictPixels(bytes(pictures));
        for (int i = 0; i < pictures.size(); i++) {
          Prediction alone = classifier.predictPixels(List.of(pictures.pixels(i))).get(0);
          for (int label = 0; label < CLASSES; label++) {
            double probability = expected[i * CLASSES + label];
            assertThat(of(together.get(i), label)).isCloseTo(probability, within(1e-5));
            assertThat(of(alone, label)).isCloseTo(probability, within(1e-5));
          }
        }
      }
    }
  }

  private float[] expected(ImageSource pictures) {
    Inputs inputs = new Inputs(TestModels.PREPROCESSING, Arithmetic.plain(CPU));
    try (ResNet net = Networks.open(ModelFile.read(folder), CPU);
        PointerScope scope = new PointerScope()) {
      net.module().eval();
      Batch batch = pictures.batch(new int[] {0, 1, 2, 3, 4});
      return Tensors.floats(net.forward(inputs.images(batch)).softmax(1));
    }
  }

  @Test
  void closeAnswersInBf16AreThoseInFp32() {
    List<byte[]> pictures = bytes(TestPictures.coloured(40, SIDE, CLASSES, 3));
    try (Classifier exact =
            Classifier.open(
                folder, PredictionConfig.DEFAULT.withDevice("cpu").withPrecision(Precision.FP32));
        Classifier fast =
            Classifier.open(
                folder, PredictionConfig.DEFAULT.withDevice("cpu").withPrecision(Precision.BF16))) {
      List<Prediction> expected = exact.predictPixels(pictures);
      List<Prediction> answers = fast.predictPixels(pictures);
      assertThat(expected).anySatisfy(answer -> assertThat(answer.lead()).isLessThan(0.1));
      for (int i = 0; i < pictures.size(); i++) {
        assertThat(answers.get(i).label()).isEqualTo(expected.get(i).label());
        if (expected.get(i).lead() < 0.05) {
          for (int label = 0; label < CLASSES; label++) {
            assertThat(of(answers.get(i), label))
                .isCloseTo(of(expected.get(i), label), within(1e-5));
          }
        }
      }
    }
  }

  @Test
  void flipAverageIsTheMeanOfBothAnswersAndBlindToMirroring() {
    byte[] picture = TestPictures.coloured(1, SIDE, CLASSES, 2).pixels(0);
    byte[] mirrored = new byte[picture.length];
    for (int at = 0; at < picture.length; at++) {
      int column = at / 3 % SIDE;
      mirrored[at + 3 * (SIDE - 1 - 2 * column)] = picture[at];
    }
    PredictionConfig config = PredictionConfig.DEFAULT.withPrecision(Precision.FP32);
    ModelFile file = ModelFile.read(folder);
    try (Classifier plain = Classifier.of(file, config);
        Classifier both = Classifier.of(file, config.withFlipAverage(true))) {
      List<Prediction> sides = plain.predictPixels(List.of(picture, mirrored));
      List<Prediction> means = both.predictPixels(List.of(picture, mirrored));
      assertThat(of(sides.get(0), 0)).isNotEqualTo(of(sides.get(1), 0));
      for (int label = 0; label < CLASSES; label++) {
        double mean = (of(sides.get(0), label) + of(sides.get(1), label)) / 2;
        assertThat(of(means.get(0), label)).isCloseTo(mean, within(1e-6));
        assertThat(of(means.get(1), label)).isCloseTo(mean, within(1e-6));
      }
    }
  }

  @Test
  void rankingHasEveryClassWithItsNameTheMostProbableFirst() {
    try (Classifier classifier = Classifier.open(folder)) {
      Prediction prediction =
          classifier.predictPixels(bytes(TestPictures.coloured(1, SIDE, CLASSES, 2))).get(0);
      assertThat(prediction.ranking())
          .hasSize(CLASSES)
          .isSortedAccordingTo((a, b) -> Double.compare(b.probability(), a.probability()))
          .allSatisfy(answer -> assertThat(answer.label()).isEqualTo("c" + answer.index()));
      assertThat(prediction.ranking().stream().mapToDouble(ClassProbability::probability).sum())
          .isCloseTo(1, within(1e-6));
      assertThat(prediction.label()).isEqualTo(prediction.ranking().get(0).label());
      assertThat(prediction.probability()).isEqualTo(prediction.ranking().get(0).probability());
      assertThat(prediction.top(2)).isEqualTo(prediction.ranking().subList(0, 2));
      assertThat(prediction.top(99)).isEqualTo(prediction.ranking());
      assertThat(classifier.manifest().classes()).isEqualTo(TestPictures.names(CLASSES));
    }
  }

  @Test
  void pictureOfAnotherSizeIsResized() throws IOException {
    Path large = picture("large.png", 3 * SIDE, 5 * SIDE);
    Path exact = picture("exact.png", SIDE, SIDE);
    try (Classifier classifier =
        Classifier.open(
            folder, PredictionConfig.DEFAULT.withDevice("cpu").withPrecision(Precision.FP32))) {
      Prediction ofLarge = classifier.predict(large);
      Prediction ofExact = classifier.predict(exact); // of one colour: its size does not matter
      for (int label = 0; label < CLASSES; label++) {
        assertThat(of(ofLarge, label)).isCloseTo(of(ofExact, label), within(1e-6));
      }
    }
  }

  @Test
  void pictureThatCannotBeReadIsNamed() throws IOException {
    Path text = Files.writeString(folder.resolve("note.png"), "not a picture");
    Path absent = folder.resolve("absent.jpg");
    try (Classifier classifier =
        Classifier.open(
            folder, PredictionConfig.DEFAULT.withDevice("cpu").withPrecision(Precision.FP32))) {
      for (Path file : List.of(text, absent, folder)) {
        assertThatThrownBy(() -> classifier.predict(file))
            .isInstanceOf(SignetException.class)
            .hasMessageContaining(file.toString());
      }
    }
  }

  @Test
  void bytesOfAnotherSizeAreRefusedAndNeverReadBeyond() {
    try (Classifier classifier =
        Classifier.open(
            folder, PredictionConfig.DEFAULT.withDevice("cpu").withPrecision(Precision.FP32))) {
      for (int length : new int[] {0, SIDE * SIDE * 3 - 1, SIDE * SIDE * 3 + 1}) {
        assertThatThrownBy(() -> classifier.predictPixels(List.of(new byte[length])))
            .isInstanceOf(SignetException.class)
            .hasMessage(
                "a picture of 16 x 16 pixels (height x width) needs 768 bytes but has %d", length);
      }
    }
  }

  @Test
  void noPicturesHaveNoPredictions() {
    try (Classifier classifier =
        Classifier.open(
            folder, PredictionConfig.DEFAULT.withDevice("cpu").withPrecision(Precision.FP32))) {
      assertThat(classifier.predictPixels(List.<byte[]>of())).isEmpty();
    }
  }

  @Test
  void closeFreesTheNetwork() {
    Classifier.open(
            folder, PredictionConfig.DEFAULT.withDevice("cpu").withPrecision(Precision.FP32))
        .close();
    long before = Pointer.totalBytes();
    Classifier classifier =
        Classifier.open(
            folder, PredictionConfig.DEFAULT.withDevice("cpu").withPrecision(Precision.FP32));
    classifier.predictPixels(List.of(new byte[SIDE * SIDE * 3]));
    classifier.close();
    assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(before);
  }

  private static double of(Prediction prediction, int label) {
    return prediction.ranking().stream()
        .filter(answer -> answer.index() == label)
        .findFirst()
        .orElseThrow()
        .probability();
  }

  private static List<byte[]> bytes(ImageSource pictures) {
    List<byte[]> bytes = new ArrayList<>();
    for (int i = 0; i < pictures.size(); i++) {
      bytes.add(pictures.pixels(i));
    }
    return bytes;
  }

  private Path picture(String name, int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int at = 0; at < width * height; at++) {
      image.setRGB(at % width, at / width, 0x3060c0);
    }
    Path file = folder.resolve(name);
    assertThat(ImageIO.write(image, "png", file.toFile())).isTrue();
    return file;
  }
}
