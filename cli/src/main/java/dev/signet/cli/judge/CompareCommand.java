package dev.signet.cli.judge;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.signet.SignetException;
import dev.signet.Text;
import dev.signet.artifact.Manifest;
import dev.signet.artifact.ModelFile;
import dev.signet.artifact.OpenedModel;
import dev.signet.cli.console.CommandBase;
import dev.signet.cli.console.OutputFormat;
import dev.signet.cli.options.AssumptionOptions;
import dev.signet.cli.options.DeviceOptions;
import dev.signet.cli.options.EvaluatedPictures;
import dev.signet.confidence.Share;
import dev.signet.config.Json;
import dev.signet.data.ImageSource;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.metrics.LabelledLogits;
import dev.signet.metrics.McNemar;
import dev.signet.model.Inputs;
import dev.signet.model.Networks;
import dev.signet.model.ResNet;
import dev.signet.training.Evaluator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code signet compare}: whether one model is better than another. */
@Command(
    name = "compare",
    description = {
      "Compares two models on the same pictures.",
      "Only pictures that one gets right and the other wrong tell them apart; the exact test of",
      "McNemar says whether their number could be luck. Pictures: by default the test part of A."
    })
public final class CompareCommand extends CommandBase {
  @Parameters(index = "0", paramLabel = "A", description = "A run's folder or a model file.")
  Path first = Path.of("");

  @Parameters(index = "1", paramLabel = "B", description = "Another one.")
  Path second = Path.of("");

  @Mixin EvaluatedPictures judged = new EvaluatedPictures();

  @Option(
      names = "--format",
      paramLabel = "text|json|csv",
      description = "How the answer is written (default: text).")
  OutputFormat format = OutputFormat.TEXT;

  @Mixin DeviceOptions deviceOptions = new DeviceOptions();

  @Override
  public Integer call() {
    deviceOptions.check();
    AssumptionOptions nothing = new AssumptionOptions();
    OpenedModel a = nothing.open(first, this);
    OpenedModel b = nothing.open(second, this);
    requireSameClasses(a.file().manifest(), b.file().manifest());
    ImageSource picturesOfA = pictures(a);
    ImageSource picturesOfB = pictures(b); // the same in the size of the other model
    ComputeDevice device = deviceOptions.apply();
    LabelledLogits ofA = answers(a.file(), picturesOfA, device);
    LabelledLogits ofB = answers(b.file(), picturesOfB, device);
    print(picturesOfA.name(), ofA.share(), ofB.share(), McNemar.of(ofA, ofB));
    return 0;
  }

  private ImageSource pictures(OpenedModel model) {
    return judged.load(this, first, model, Optional.of(model.file().manifest().model().input()));
  }

  private void requireSameClasses(Manifest a, Manifest b) {
    if (!a.classes().equals(b.classes())) {
      throw new SignetException(
          "%s knows the classes %s, but %s %s; both must be the same"
              .formatted(first, a.classes(), second, b.classes()));
    }
  }

  private static LabelledLogits answers(
      ModelFile file, ImageSource pictures, ComputeDevice device) {
    try (ResNet net = Networks.open(file, device)) {
      Inputs inputs = new Inputs(file.manifest().preprocessing(), Arithmetic.plain(device));
      return new Evaluator(inputs, EvaluateCommand.BATCH).answers(net, pictures).requireFinite();
    }
  }

  /** The answer in JSON. */
  private record Answer(
      String data,
      Scored a,
      Scored b,
      long onlyA,
      long onlyB,
      double pValue,
      boolean significant,
      String verdict) {}

  /** A model and its score. */
  private record Scored(String model, Share score) {}

  private void print(String data, Share a, Share b, McNemar test) {
    switch (format) {
      case TEXT -> {
        say("Data: %s", data);
        sayScore("A", first, a);
        sayScore("B", second, b);
        say("Right only by A: %d, only by B: %d", test.onlyFirst(), test.onlySecond());
        say("%s (McNemar's exact test, two-sided)", verdict(test));
      }
      case JSON -> {
        Answer answer =
            new Answer(
                data,
                new Scored(first.toString(), a),
                new Scored(second.toString(), b),
                test.onlyFirst(),
                test.onlySecond(),
                test.pValue(),
                test.significant(),
                verdict(test));
        out().println(Json.write(answer));
      }
      case CSV -> csv(a, b, test);
    }
    out().flush();
  }

  private void sayScore(String name, Path model, Share score) {
    say(
        "%s: %s %s (%d of %d), %s",
        name,
        model,
        EvaluationText.percent(score.accuracy()),
        score.correct(),
        score.count(),
        EvaluationText.interval(score.interval()));
  }

  /** The word "better" is for differences that are hardly luck. */
  private static String verdict(McNemar test) {
    String p = Text.of("p = %.4f", test.pValue());
    if (!test.significant()) {
      return "These pictures do not tell the models apart: " + p + ", above 0.05";
    }
    boolean firstWins = test.onlyFirst() > test.onlySecond();
    return "%s is better than %s: %s".formatted(firstWins ? "A" : "B", firstWins ? "B" : "A", p);
  }

  private void csv(Share a, Share b, McNemar test) {
    CsvWriter csv = CsvWriter.builder().build(out());
    csv.writeRecord("model", "count", "correct", "accuracy", "only_this_right", "p_value");
    row(csv, first, a, test.onlyFirst(), test.pValue());
    row(csv, second, b, test.onlySecond(), test.pValue());
    try {
      csv.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void row(CsvWriter csv, Path model, Share score, long only, double pValue) {
    csv.writeRecord(
        model.toString(),
        Long.toString(score.count()),
        Long.toString(score.correct()),
        Double.toString(score.accuracy()),
        Long.toString(only),
        Double.toString(pValue));
  }
}
