package dev.signet.model;

import dev.signet.SignetException;
import dev.signet.artifact.Assumptions;
import dev.signet.artifact.Manifest;
import dev.signet.artifact.ModelFile;
import dev.signet.artifact.StateFile;
import dev.signet.config.Architecture;
import dev.signet.config.Preprocessing;
import dev.signet.config.TransferConfig;
import dev.signet.statedict.StateFingerprint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file of weights that a training can begin with: torchvision's, or any that Signet's networks
 * have left.
 *
 * @param path as it was given
 * @param weights what is in it
 * @param manifest what Signet wrote beside them; absent in files of other programs
 * @param fingerprint SHA-256 of its arrays, hexadecimal
 * @param remarks what was passed over or converted to get at the weights, one sentence each
 */
public record TransferSource(
    Path path,
    PretrainedWeights weights,
    Optional<Manifest> manifest,
    String fingerprint,
    List<String> remarks) {
  /** In place of a path: the weights that come with Signet, learned from drawn hands. */
  public static final String HANDS = "hands";

  public TransferSource {
    remarks = List.copyOf(remarks);
  }

  /**
   * Reads weights all of which must be known; only the head may have any number of classes.
   *
   * @param path a run's folder, a model file, PyTorch's file or safetensors; or {@link #HANDS}
   * @param key names the network where the file holds several
   * @throws SignetException if there is none, it is damaged, or its names and shapes are not those
   *     of a network that Signet knows: the message names the first differences
   */
  public static TransferSource strict(Path path, Optional<String> key) {
    StateFile found = HandsWeights.are(path) ? HandsWeights.read() : StateFile.ofNetwork(path, key);
    return of(path, found, PretrainedWeights.strict(found.state(), found.file().toString()));
  }

  /**
   * Reads as many weights as fit.
   *
   * @param key names the network where the file holds several
   * @param candidates the networks that they may be for: it is the one that most fit
   * @throws SignetException if there is none, it is damaged, or no weight below the head fits
   */
  public static TransferSource partial(
      Path path, Optional<String> key, List<Architecture> candidates) {
    StateFile found = StateFile.ofPart(path, key, candidates);
    return of(
        path, found, PretrainedWeights.partial(found.state(), candidates, found.file().toString()));
  }

  /**
   * Reads the weights of a run again.
   *
   * @throws SignetException if they are others than those that the run was configured with
   */
  public static TransferSource of(TransferConfig config, Architecture architecture) {
    Path path = Path.of(config.weights());
    TransferSource source =
        config.partial()
            ? partial(path, config.key(), List.of(architecture))
            : strict(path, config.key());
    if (!source.fingerprint.equals(config.fingerprint())) {
      throw new SignetException(
          "%s has changed: its fingerprint was %s and is %s"
              .formatted(path, config.fingerprint(), source.fingerprint));
    }
    return source;
  }

  private static TransferSource of(Path path, StateFile found, PretrainedWeights weights) {
    List<String> remarks = new ArrayList<>(found.remarks());
    remarks.addAll(weights.remarks());
    Optional<Manifest> manifest = ModelFile.of(found).map(ModelFile::manifest);
    weights.taken(manifest.isPresent()).requireFinite(found.file().toString());
    return new TransferSource(path, weights, manifest, StateFingerprint.of(found.state()), remarks);
  }

  /** Whether these are taken for ImageNet's weights, as they are everywhere else. */
  public boolean isOfImageNet() {
    return manifest.isEmpty() && Assumptions.isImageNet(weights.architecture(), weights.classes());
  }

  /** What the pictures went through that the weights were trained on, as far as that is known. */
  public Preprocessing preprocessing() {
    return manifest
        .map(Manifest::preprocessing)
        .orElseGet(() -> Assumptions.defaultPreprocessing(isOfImageNet()));
  }

  /** Whether the weights' head tells these classes apart, in this order. */
  public boolean knows(List<String> classes) {
    return manifest.map(Manifest::classes).filter(classes::equals).isPresent();
  }
}
