package dev.signet.model;

import dev.signet.SignetException;
import dev.signet.artifact.Claims;
import dev.signet.artifact.Golden;
import dev.signet.artifact.Manifest;
import dev.signet.artifact.ModelFile;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.network.ModelSummary;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDict;
import dev.signet.statedict.StateFingerprint;
import java.nio.file.Path;

/**
 * What a model file claims of itself, and what was found when it was computed again.
 *
 * @param claims of the file
 * @param parameters counted in its arrays
 * @param fingerprint of its arrays
 * @param largestDifference between a golden logit and the one computed now; infinite if one of them
 *     is not a number
 * @param tolerance the largest difference that rounding on another machine explains
 */
public record Verification(
    Claims claims,
    long parameters,
    String fingerprint,
    double largestDifference,
    double tolerance) {
  /** Of the largest logit, or of 1 if that is more: a hundred times what PyTorch differs by. */
  private static final double RELATIVE_TOLERANCE = 1e-4;

  /** The same model with claims that can be checked: builds the network once, on the CPU. */
  public static ModelFile claim(ModelFile model) {
    Manifest manifest = model.manifest();
    try (ResNet net = Networks.open(model, ComputeDevice.choose("cpu"))) {
      net.module().eval();
      Claims claims =
          new Claims(
              ModelSummary.of(manifest.model()).parameters(),
              StateFingerprint.of(model.state()),
              GoldenPictures.ask(net, manifest.preprocessing()));
      return model.withManifest(manifest.withClaims(claims));
    }
  }

  /**
   * Computes everything again, in fp32 on the CPU.
   *
   * @param where the file, for messages
   * @throws SignetException if the file makes no claims, or its weights are not those of its
   *     architecture
   */
  public static Verification of(ModelFile model, Path where) {
    Claims claims =
        model
            .manifest()
            .claims()
            .orElseThrow(
                () ->
                    new SignetException(
                        "%s makes no claims that could be verified: it was not written by signet train, or by an early version"
                            .formatted(where)));
    try (ResNet net = Networks.open(model, ComputeDevice.choose("cpu"))) {
      net.module().eval();
      Golden golden = claims.golden();
      float[] found = GoldenPictures.logits(golden, net, model.manifest().preprocessing());
      double largest = 0;
      double scale = 1;
      for (int i = 0; i < found.length; i++) {
        double difference = Math.abs((double) found[i] - golden.logits().get(i));
        largest =
            Math.max(largest, Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference);
        scale = Math.max(scale, Math.abs(golden.logits().get(i)));
      }
      return new Verification(
          claims,
          parameters(model.state()),
          StateFingerprint.of(model.state()),
          largest,
          RELATIVE_TOLERANCE * scale);
    }
  }

  /** Everything but the buffers of batch norms. */
  private static long parameters(StateDict state) {
    return state.arrays().stream()
        .filter(
            array -> !array.name().matches(".*[.](running_mean|running_var|num_batches_tracked)"))
        .mapToLong(NamedArray::elementCount)
        .sum();
  }

  /** Whether there are as many parameters as claimed. */
  public boolean parametersMatch() {
    return parameters == claims.parameters();
  }

  /** Whether the arrays are those that were fingerprinted. */
  public boolean fingerprintMatches() {
    return fingerprint.equals(claims.fingerprint());
  }

  /** Whether the network says of the golden pictures what it is claimed to say. */
  public boolean logitsMatch() {
    return largestDifference <= tolerance;
  }

  /** Whether all claims hold. */
  public boolean holds() {
    return parametersMatch() && fingerprintMatches() && logitsMatch();
  }
}
