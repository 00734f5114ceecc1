package dev.signet.inference;

import dev.signet.picture.Picture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** What a program does that depends on this module alone; run by {@link PlainProgramTest}. */
final class PlainProgram {
  private PlainProgram() {}

  /** Answers with a model, for a picture in every form; prints label and probability of each. */
  public static void main(String[] args) throws IOException {
    Path picture = Path.of(args[1]);
    try (Classifier classifier = Classifier.open(Path.of(args[0]));
        InputStream stream = Files.newInputStream(picture)) {
      print(classifier.predict(picture));
      print(classifier.predict(Picture.of(Files.readAllBytes(picture))));
      print(classifier.predict(Picture.of(stream)));
      print(classifier.predict(Picture.of(ImageIO.read(picture.toFile()))));
      classifier
          .predict(List.of(Picture.of(picture), Picture.of(picture)))
          .forEach(PlainProgram::print);
      System.out.println(classifier.arithmetic());
    }
  }

  private static void print(Prediction prediction) {
    System.out.println(
        prediction.label() + " " + prediction.probability() + " of " + prediction.ranking().size());
  }
}
