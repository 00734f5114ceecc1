package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.config.ClassWeights;
import dev.signet.config.MixingConfig;
import dev.signet.config.Sampling;
import dev.signet.config.TrainingConfig;
import dev.signet.runfolder.RunFolder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options of {@code signet train} for rare classes, and for mixed pictures. */
class RareClassesTest {
  private static Path folder;
  private static Path pictures;
  private static Path weights;
  private static Path plain;
  private static SignetRun plainRun;

  /** Four pictures a class, but one of class 5. */
  @BeforeAll
  static void trainAsItIs(@TempDir Path shared) throws IOException {
    folder = shared;
    pictures = shared.resolve("pictures");
    Random random = new Random(3);
    for (int label = 0; label < 6; label++) {
      draw(pictures.resolve("train/" + label), label, label == 5 ? 1 : 4, random);
      draw(pictures.resolve("test/" + label), label, 2, random);
    }
    weights = shared.resolve("weights.csv");
    Files.writeString(weights, "class,weight\n0,1\n1,1\n2,1\n3,0.5\n4,1\n5,4\n");
    plain = shared.resolve("plain");
    plainRun = train(plain).requireSuccess();
  }

  /** Pictures of 32 x 32: a colour and noise. */
  private static void draw(Path into, int label, int count, Random random) throws IOException {
    Files.createDirectories(into);
    for (int number = 0; number < count; number++) {
      BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
      for (int at = 0; at < 32 * 32; at++) {
        image.setRGB(at % 32, at / 32, 0x202020 * (label + 1) + random.nextInt(0x202020));
      }
      ImageIO.write(image, "png", into.resolve("p" + number + ".png").toFile());
    }
  }

  private static SignetRun train(Path out, String... more) {
    List<String> words =
        Stream.concat(
                Stream.of(
                    "--recipe",
                    "classic",
                    "--input",
                    "3x32x32",
                    "--batch-size",
                    "8",
                    "--epochs",
                    "2",
                    "--fit",
                    "squeeze"),
                Stream.of(more))
            .toList();
    return SignetRun.train(pictures, out, words.toArray(String[]::new));
  }

  private static TrainingConfig config(Path run) {
    return new RunFolder(run).readConfig().training();
  }

  private static Path requireAnother(String name, String said, String... options) {
    Path out = folder.resolve(name);
    SignetRun run = train(out, options).requireSuccess();
    assertThat(run.out()).contains(said).doesNotContain("Rare classes: ");
    assertThat(out.resolve("history.csv").toFile())
        .content()
        .isNotEqualTo(contentOf(plain.resolve("history.csv")));
    return out;
  }

  private static String contentOf(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void auditThatNamesARareClassNamesTheOptions() {
    assertThat(plainRun.out())
        .containsSubsequence(
            "Audit: ",
            "Rare classes: class 5 has 1 of the 21 training pictures (train with --class-weights"
                + " balanced or --sampling balanced to make every class count the same).",
            "Network: ");
    assertThat(plainRun.err()).doesNotContain("weighted", "mixed");
    SignetRun audit =
        SignetRun.of(
                List.of("data", "audit", "--data", pictures, "--out", folder.resolve("audit.html")))
            .requireSuccess();
    assertThat(audit.out())
        .contains("training pictures (train with --class-weights balanced or --sampling balanced");
  }

  @Test
  void weightsAreSaidRememberedAndTheSameAfterAStop() throws IOException {
    Path out =
        requireAnother(
            "weighted",
            "Class weights: balanced: 0 0.875, 1 0.875,",
            "--class-weights",
            "balanced");
    assertThat(config(out).classWeights()).isEqualTo(new ClassWeights.Balanced());
    SignetRun run = train(folder.resolve("again"), "--class-weights", "balanced").requireSuccess();
    assertThat(run.err())
        .containsPattern(
            "epoch 2/2  loss \\d+\\.\\d+ \\(weighted\\)  accuracy \\S+  validation loss \\S+"
                + " \\(unweighted\\)  accuracy ");
    byte[] model = Files.readAllBytes(out.resolve("model.safetensors"));
    SignetRun.of("train", "--resume", out.toString(), "--class-weights", "equal")
        .requireFailure(2, "training.class_weights.type was \"balanced\" and is \"equal\"");
    SignetRun.of("train", "--resume", out.toString()).requireSuccess();
    assertThat(out.resolve("model.safetensors")).hasBinaryContent(model);
  }

  @Test
  void weightsOfAFileTravelWithTheRun() throws IOException {
    Path out =
        requireAnother(
            "given", "Class weights: given: 0 1.000,", "--class-weights", weights.toString());
    assertThat(config(out).classWeights())
        .isInstanceOfSatisfying(
            ClassWeights.Given.class,
            given -> assertThat(given.weights()).containsEntry("5", 4.0).hasSize(6));
    assertThat(Files.readString(out.resolve("config.json"))).doesNotContain("weights.csv");
  }

  @Test
  void balancedDrawsAreSaidAndRemembered() {
    Path out =
        requireAnother(
            "drawn",
            "Sampling: balanced: an epoch draws 21 pictures with replacement",
            "--sampling",
            "balanced");
    assertThat(config(out).batches().sampling()).isEqualTo(Sampling.BALANCED);
  }

  @Test
  void mixedPicturesAreSaidWhereTheirAccuracyIs() {
    Path up = folder.resolve("mixup");
    SignetRun run = train(up, "--mixup", "0.2").requireSuccess();
    assertThat(run.out()).contains("Mixing: MixUp 0.2; the training accuracy is that of mixed");
    assertThat(run.err())
        .containsPattern("epoch 1/2  .*accuracy \\S+ \\(of mixed pictures\\)  val");
    assertThat(config(up).mixing()).isEqualTo(new MixingConfig(0.2, 0));
    Path both = folder.resolve("both");
    assertThat(train(both, "--mixup", "0.2", "--cutmix", "1").requireSuccess().out())
        .contains("Mixing: MixUp 0.2 or CutMix 1.0, drawn for each step; ");
    Path cut = folder.resolve("cutmix");
    train(cut, "--cutmix", "1").requireSuccess();
    assertThat(Stream.of(plain, up, cut, both).map(dir -> contentOf(dir.resolve("history.csv"))))
        .doesNotHaveDuplicates();
  }

  @Test
  void whatIsNoWeightOrNotOfTheseClassesIsRefusedAndNothingIsLeft() throws IOException {
    Path out = folder.resolve("refused");
    Path file = folder.resolve("wrong.csv");
    train(out, "--class-weights", "ballanced")
        .requireFailure(
            2, "must be balanced, equal or a CSV file, but there is no file 'ballanced'");
    Files.writeString(file, "class,weight\n0,1\n1,-1\n");
    train(out, "--class-weights", file.toString())
        .requireFailure(2, "weight of class 1 (--class-weights) must be > 0");
    Files.writeString(file, "class,weight\n0,1\nfive,1\n");
    train(out, "--class-weights", file.toString())
        .requireFailure(2, "name five, but the pictures' classes are 0, 1, 2, 3, 4, 5");
    Files.writeString(file, "class,weight\n0,1\n");
    train(out, "--class-weights", file.toString())
        .requireFailure(2, "lack 1, 2, 3, 4, 5; give every class of the pictures one");
    train(out, "--class-weights", "balanced", "--sampling", "balanced")
        .requireFailure(2, "each make every class count the same");
    train(out, "--no-shuffle", "--sampling", "balanced").requireFailure(2, "(--no-shuffle)");
    train(out, "--sampling", "even").requireFailure(2, "must be one of once, balanced");
    train(out, "--mixup", "-1").requireFailure(2, "alpha of MixUp (--mixup) must be between 0");
    train(out, "--cutmix", "NaN").requireFailure(2, "alpha of CutMix (--cutmix) must be between");
    assertThat(out).doesNotExist();
  }
}
