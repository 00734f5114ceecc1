package dev.signet.model;

import dev.signet.SignetException;
import dev.signet.artifact.ModelFile;
import dev.signet.libtorch.ComputeDevice;

/** From a model file to a network that can learn. */
public final class Networks {
  private Networks() {}

  /**
   * A network with the file's weights, on the device; the caller closes it.
   *
   * @throws SignetException if the weights are not those of the manifest's architecture
   */
  public static ResNet open(ModelFile file, ComputeDevice device) {
    ResNet net = ResNet.create(file.manifest().model(), 0);
    try {
      ModelState.load(net, file.state(), "the model");
      net.moveTo(device);
      return net;
    } catch (RuntimeException e) {
      net.close();
      throw e;
    }
  }
}
