package dev.signet.cli.model;

import dev.signet.SignetException;
import dev.signet.artifact.ModelFile;
import dev.signet.cli.console.CommandBase;
import dev.signet.cli.console.Json;
import dev.signet.cli.console.TextOrJson;
import dev.signet.libtorch.Libtorch;
import dev.signet.model.Verification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code signet verify}: a model file's claims against what is found. */
@Command(
    name = "verify",
    description = {
      "Computes again what a model file claims of itself.",
      "That is the number of its parameters, their fingerprint, and the logits of the pictures that",
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

  @Option(
      names = "--format",
      defaultValue = "TEXT",
      paramLabel = "text|json",
      description = "How the answer is written (default: text).")
  TextOrJson format = TextOrJson.TEXT;

  @Override
  public Integer call() {
    Path file = Files.isDirectory(model) ? model.resolve(ModelFile.NAME) : model;
    ModelFile read = ModelFile.read(file);
    Libtorch.useThreads(1); // three pictures: threads would wait for one another
    Verification found = Verification.of(read, file);
    switch (format) {
      case TEXT -> printText(file, found);
      case JSON -> printJson(file, found);
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

  private void printJson(Path file, Verification found) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("model", file.toString());
    answer.put("holds", found.holds());
    answer.put("parameters", found.parameters());
    answer.put("claimed_parameters", found.claims().parameters());
    answer.put("fingerprint", found.fingerprint());
    answer.put("claimed_fingerprint", found.claims().fingerprint());
    answer.put("golden_pictures", found.claims().golden().count());
    answer.put(
        "largest_logit_difference",
        Double.isFinite(found.largestDifference()) ? found.largestDifference() : null);
    answer.put("tolerance", found.tolerance());
    out().println(Json.write(answer));
    out().flush();
  }

  /** A script that nobody asked for and that cannot be written is no failure. */
  private void writeScript(Path file) {
    Path target = script == null ? file.resolveSibling(VerifyScript.NAME) : script;
    try {
      err().println(VerifyScript.write(target, file));
    } catch (SignetException e) {
      if (script != null) {
        throw e;
      }
      note("note: " + e.getMessage());
    }
    err().flush();
  }
}
