package dev.signet.artifact;

import dev.signet.SignetException;
import dev.signet.config.ConfigJson;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.model.FoldedNet;
import dev.signet.model.ModelState;
import dev.signet.model.ResNet;
import dev.signet.statedict.StateDict;
import dev.signet.statedict.safetensors.SafeTensorsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The one file that a user hands on: safetensors, with the manifest as JSON under {@code signet} in
 * its metadata.
 *
 * @param manifest architecture, preprocessing, labels and provenance
 * @param state parameters and buffers
 */
public record ModelFile(Manifest manifest, StateDict state) {
  private static final String MANIFEST_KEY = "signet";

  /** Writes the file as a whole or not at all. */
  public void write(Path file) {
    Map<String, String> metadata = Map.of("format", "pt", MANIFEST_KEY, ConfigJson.write(manifest));
    SafeTensorsFile.write(StateDict.of(state.arrays(), metadata), file);
  }

  /**
   * Reads a model.
   *
   * @param path the file, or the folder of the run that wrote it
   * @throws SignetException if there is none, it is damaged, of a later format version, or a
   *     safetensors file that Signet did not write
   */
  public static ModelFile read(Path path) {
    Path file = Files.isDirectory(path) ? path.resolve(RunFolder.MODEL) : path;
    if (!Files.isRegularFile(file)) {
      throw new SignetException(
          "there is no model at %s; give a run's folder or its %s"
              .formatted(file, RunFolder.MODEL));
    }
    StateDict state = SafeTensorsFile.read(file);
    String json = state.metadata().get(MANIFEST_KEY);
    if (json == null) {
      throw new SignetException(
          "%s holds weights but no manifest ('%s' in its metadata): Signet did not write it"
              .formatted(file, MANIFEST_KEY));
    }
    requireKnownVersion(file, json);
    return new ModelFile(ConfigJson.read(Manifest.class, json, "the manifest in " + file), state);
  }

  /**
   * A network with these weights, on the device; the caller closes it.
   *
   * @throws SignetException if the weights are not those of the manifest's architecture
   */
  public ResNet toNetwork(ComputeDevice device) {
    ResNet net = ResNet.create(manifest.model(), 0);
    try {
      ModelState.load(net, state, "the model");
      net.moveTo(device);
      return net;
    } catch (RuntimeException e) {
      net.close();
      throw e;
    }
  }

  /** The network as it answers, in plain arrays. */
  public FoldedNet toFoldedNet() {
    return FoldedNet.of(manifest.model(), state);
  }

  private static void requireKnownVersion(Path file, String json) {
    int version = ConfigJson.readInt(json, "formatVersion", "the manifest in " + file);
    if (version < 1 || version > Manifest.FORMAT_VERSION) {
      throw new SignetException(
          "%s has format version %d, but this Signet reads 1 to %d; use a newer Signet"
              .formatted(file, version, Manifest.FORMAT_VERSION));
    }
  }
}
