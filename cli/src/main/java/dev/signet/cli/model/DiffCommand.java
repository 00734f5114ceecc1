package dev.signet.cli.model;

import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import dev.signet.artifact.StateFile;
import dev.signet.cli.console.CommandBase;
import dev.signet.cli.console.ErrorHandling;
import dev.signet.cli.options.TextOrJsonOption;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code signet diff}: two state files side by side. */
@Command(
    name = "diff",
    description = {
      "Compares the arrays of two state files: names, types, shapes and numbers.",
      "Exit code 0 if they are the same, 1 if they differ, 2 if one cannot be read."
    })
public final class DiffCommand extends CommandBase {
  private static final int SAME = 0;
  private static final int DIFFERENT = 1;
  private static final int TROUBLE = 2;

  @Parameters(
      index = "0",
      paramLabel = "A",
      description = "A run's folder, a safetensors file, or a file of PyTorch's torch.save.")
  Path left = Path.of("");

  @Parameters(index = "1", paramLabel = "B", description = "Another one.")
  Path right = Path.of("");

  @Option(
      names = "--key",
      paramLabel = "NAME",
      description = "Of a checkpoint: which state_dict (default: the usual one, or the only one).")
  @Nullable String key;

  @Option(
      names = "--tolerance",
      paramLabel = "X",
      description = "Numbers that are no further apart count as the same (default: 0).")
  double tolerance;

  @Option(names = "--all", description = "List the arrays that are the same, too.")
  boolean all;

  @Mixin TextOrJsonOption format = new TextOrJsonOption();

  @Override
  public Integer call() {
    if (!(tolerance >= 0 && Double.isFinite(tolerance))) {
      throw new InvalidValueException("--tolerance must be >= 0 but was " + tolerance);
    }
    StateFile a;
    StateFile b;
    try {
      a = read(left);
      b = read(right);
    } catch (SignetException e) { // 1 is taken: it says that two files differ
      ErrorHandling.failure(e, spec.commandLine());
      return TROUBLE;
    }
    StateDiffAnswer answer = StateDiffAnswer.of(a, b, tolerance);
    if (format.isJson()) {
      answer(answer.written());
    } else {
      answer.lines(all).forEach(line -> say("%s", line));
    }
    return answer.isSame() ? SAME : DIFFERENT;
  }

  /** A model file has no keys. */
  private StateFile read(Path path) {
    return StateFile.read(path, Optional.ofNullable(key));
  }
}
