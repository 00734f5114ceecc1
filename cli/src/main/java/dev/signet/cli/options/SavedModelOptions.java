package dev.signet.cli.options;

import dev.signet.artifact.OpenedModel;
import dev.signet.cli.console.CommandBase;
import dev.signet.config.InputSize;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which trained model, and what to assume where its file does not say it. */
public final class SavedModelOptions {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "RUN|FILE",
      description = {
        "A run's folder, its model file, or weights of PyTorch (.pt, .pth, .pkl) or safetensors,",
        "whose architecture is inferred."
      })
  public Path path = Path.of("");

  @Mixin AssumptionOptions assumptions = new AssumptionOptions();

  /** Refuses assumptions about a file that says everything itself. */
  public void requireNoAssumptions() {
    assumptions.toAssumptions().requireNone(path);
  }

  /** Opens the model and tells what was inferred and assumed. */
  public OpenedModel open(CommandBase command) {
    return assumptions.open(path, command);
  }

  /** The size that was asked for. */
  public Optional<InputSize> inputSize() {
    return assumptions.inputSize();
  }
}
