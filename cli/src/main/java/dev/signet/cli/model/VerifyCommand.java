package dev.signet.cli.model;

import dev.signet.SignetException;
import dev.signet.artifact.ModelFile;
import dev.signet.cli.console.CommandBase;
import dev.signet.cli.options.TextOrJsonOption;
import dev.signet.libtorch.Libtorch;
import dev.signet.model.Verification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code signet verify}: a model file's claims against what is found. */
@Command(
    name = "verify",
    description = {
      "Computes again what a model file claims of itself.",
      "That is the number of its parameters, their fingerprint, and the logits of the pictures"
          + " that",
      "it holds. Exit code 1 if a claim is false.",
      "Also writes verify.py beside the model, which does the same with Python and PyTorch."
    })
public final class VerifyCommand extends CommandBase {
  @Parameters(
      index = "0",
      paramLabel = "RUN|FILE",
      description = "A run's folder or its model file.")
  Path model = Path.of("");

  @Option(
      names = "--script",
      paramLabel = "FILE",
      description = "Where the Python script goes (default: verify.py beside the model).")
  @Nullable Path script;

  @Mixin TextOrJsonOption format = new TextOrJsonOption();

  @Override
  public Integer call() {
    Path file = Files.isDirectory(model) ? model.resolve(ModelFile.NAME) : model;
    ModelFile read = ModelFile.read(file);
    Libtorch.useThreads(1); // three pictures: threads would wait for one another
    Verification found = Verification.of(read, file);
    if (format.isJson()) {
      printJson(file, found);
    } else {
      printText(file, found);
    }
    writeScript(file);
    return found.holds() ? 0 : 1;
  }

  private void printText(Path file, Verification found) {
    say(
        "parameters   %s",
        verdict(found.parametersMatch(), found.parameters(), found.claims().parameters()));
    say(
        "fingerprint  %s",
        verdict(found.fingerprintMatches(), found.fingerprint(), found.claims().fingerprint()));
    say(
        "logits       %s: largest difference %.3g over %d golden pictures, allowed %.3g",
        found.logitsMatch() ? "as claimed" : "NOT AS CLAIMED",
        found.largestDifference(),
        found.claims().golden().count(),
        found.tolerance());
    say("%s %s", file, found.holds() ? "is what it claims to be" : "is NOT what it claims to be");
  }

  private static String verdict(boolean match, Object found, Object claimed) {
    return match
        ? "%s, as claimed".formatted(found)
        : "%s, but claimed %s".formatted(found, claimed);
  }

  /** The answer in JSON; the largest difference is absent where a logit is not a number. */
  private record Answer(
      String model,
      boolean holds,
      long parameters,
      long claimedParameters,
      String fingerprint,
      String claimedFingerprint,
      int goldenPictures,
      Optional<Double> largestLogitDifference,
      double tolerance) {}

  private void printJson(Path file, Verification found) {
    Answer answer =
        new Answer(
            file.toString(),
            found.holds(),
            found.parameters(),
            found.claims().parameters(),
            found.fingerprint(),
            found.claims().fingerprint(),
            found.claims().golden().count(),
            Optional.of(found.largestDifference()).filter(Double::isFinite),
            found.tolerance());
    answer(answer);
  }

  /** A script that nobody asked for and that cannot be written is no failure. */
  private void writeScript(Path file) {
    Path target = script == null ? file.resolveSibling(VerifyScript.NAME) : script;
    try {
      note(VerifyScript.write(target, file));
    } catch (SignetException e) {
      if (script != null) {
        throw e;
      }
      note("note: " + e.getMessage());
    }
  }
}
