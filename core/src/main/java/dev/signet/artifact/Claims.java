package dev.signet.artifact;

import dev.signet.libtorch.ComputeDevice;
import dev.signet.model.ModelSummary;
import dev.signet.model.ResNet;
import dev.signet.statedict.StateFingerprint;

/**
 * What a model file says of its own weights, so that it can be checked: {@link Verification}.
 *
 * @param parameters numbers that were trained; the buffers of batch norms do not count
 * @param fingerprint of the arrays, see {@link StateFingerprint}
 * @param golden pictures and their logits
 */
public record Claims(long parameters, String fingerprint, Golden golden) {
  /** Builds the network on the CPU and asks it. */
  static Claims of(ModelFile model) {
    Manifest manifest = model.manifest();
    try (ResNet net = model.toNetwork(ComputeDevice.choose("cpu"))) {
      net.module().eval();
      return new Claims(
          ModelSummary.of(manifest.model()).parameters(),
          StateFingerprint.of(model.state()),
          GoldenPictures.ask(net, manifest.preprocessing()));
    }
  }
}
