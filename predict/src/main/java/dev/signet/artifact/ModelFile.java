package dev.signet.artifact;

import dev.signet.SignetException;
import dev.signet.config.Json;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.network.FoldedNet;
import dev.signet.network.LayoutConversion;
import dev.signet.statedict.StateDict;
import dev.signet.statedict.safetensors.SafeTensorsFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The one file that a user hands on: safetensors, with the manifest as JSON under {@code signet} in
 * its metadata.
 *
 * @param manifest architecture, preprocessing, labels and provenance
 * @param state parameters and buffers
 */
public record ModelFile(Manifest manifest, StateDict state) {
  /** The name of the model file in a run's folder. */
  public static final String NAME = "model.safetensors";

  private static final String MANIFEST_KEY = "signet";

  /** Writes the file as a whole or not at all. */
  public void write(Path file) {
    Map<String, String> metadata = Map.of("format", "pt", MANIFEST_KEY, Json.write(manifest));
    SafeTensorsFile.write(StateDict.of(state.arrays(), metadata), file);
  }

  /** The same weights with another manifest, for a file that is written anew. */
  public ModelFile withManifest(Manifest other) {
    return new ModelFile(other, state);
  }

  /**
   * Reads a model that has a manifest. {@link OpenedModel} also takes weights without one.
   *
   * @param path the file, or the folder of the run that wrote it
   * @throws SignetException if there is none, it is damaged, of a later format version, or a
   *     safetensors file that Signet did not write
   */
  public static ModelFile read(Path path) {
    StateFile found = StateFile.read(path);
    Optional<ModelFile> model = of(found);
    model.ifPresent(it -> it.state.requireFinite(found.file().toString()));
    return model.orElseThrow(
        () ->
            new SignetException(
                "%s holds weights but no manifest ('%s' in its metadata): Signet did not write it"
                    .formatted(found.file(), MANIFEST_KEY)));
  }

  /** Whether a safetensors file has a manifest in its metadata. */
  static boolean isManifest(Map<String, String> metadata) {
    return metadata.containsKey(MANIFEST_KEY);
  }

  /** What was read as a model; empty if there is no manifest. */
  public static Optional<ModelFile> of(StateFile found) {
    String json = found.state().metadata().get(MANIFEST_KEY);
    if (json == null) {
      return Optional.empty();
    }
    Manifest manifest = Manifest.parse(json, found.file());
    return Optional.of(new ModelFile(manifest, found.state()));
  }

  /** The same network under the names of a layout; without claims, for its arrays are others. */
  public ModelFile inLayout(Layout layout) {
    ModelConfig model = manifest.model();
    if (model.layout() == layout) {
      return this;
    }
    return new ModelFile(
        manifest.withModel(model.withLayout(layout)).withoutClaims(),
        LayoutConversion.convert(state, model, layout));
  }

  /** The network as it answers, in plain arrays. */
  public FoldedNet toFoldedNet() {
    return FoldedNet.of(manifest.model(), state);
  }
}
