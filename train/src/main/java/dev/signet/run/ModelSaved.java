package dev.signet.run;

import dev.signet.training.TrainingFinished;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The parameters of a run were written.
 *
 * @param parameters as PyTorch saves them
 * @param model the model file
 * @param finished how the training ended; empty if it diverged
 */
public record ModelSaved(Path parameters, Path model, Optional<TrainingFinished> finished) {}
