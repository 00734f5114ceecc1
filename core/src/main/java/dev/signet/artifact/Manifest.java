package dev.signet.artifact;

import dev.signet.SignetException;
import dev.signet.SignetVersion;
import dev.signet.config.ModelConfig;
import dev.signet.config.Preprocessing;
import java.util.List;

/**
 * What must travel with weights so that they mean something.
 *
 * @param formatVersion of the model file, {@value #FORMAT_VERSION} now
 * @param signetVersion that wrote the file
 * @param model the network's shape
 * @param preprocessing what happens to a picture's bytes
 * @param classes names, in the order of the logits
 * @param provenance where the weights come from
 */
public record Manifest(
    int formatVersion,
    String signetVersion,
    ModelConfig model,
    Preprocessing preprocessing,
    List<String> classes,
    Provenance provenance) {
  /** The version that this build writes; it reads this one and all before it. */
  public static final int FORMAT_VERSION = 1;

  /** Checks that there is a name for every logit. */
  public Manifest {
    classes = List.copyOf(classes);
    if (classes.size() != model.classes()) {
      throw new SignetException(
          "a model of %d classes needs as many names but has %d"
              .formatted(model.classes(), classes.size()));
    }
  }

  /** A manifest as this build writes it. */
  public static Manifest of(
      ModelConfig model, Preprocessing preprocessing, List<String> classes, Provenance provenance) {
    return new Manifest(
        FORMAT_VERSION, SignetVersion.current(), model, preprocessing, classes, provenance);
  }
}
