package dev.signet.runfolder;

import dev.signet.SignetException;
import dev.signet.Text;
import dev.signet.config.Json;
import dev.signet.statedict.MalformedFileException;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDict;
import dev.signet.statedict.safetensors.SafeTensorsFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A training between two steps, whole: what is needed to go on as if nothing had happened. One
 * safetensors file: arrays are named {@code PART/NAME}, the manifest is JSON in the metadata, with
 * a checksum of every part and one of its own.
 *
 * @param manifest where the training stands, and of what
 * @param parts arrays by part: the network, the optimizer's moments, the random state
 */
public record Checkpoint(CheckpointManifest manifest, Map<String, StateDict> parts) {
  private static final String MANIFEST_KEY = "signet_checkpoint";
  private static final String CHECKSUM_KEY = "signet_checkpoint_crc32c";

  /** Writes the file as a whole or not at all. */
  public void write(Path file) {
    Map<String, String> checksums = new LinkedHashMap<>();
    List<NamedArray> arrays = new ArrayList<>();
    parts.forEach(
        (part, state) -> {
          checksums.put(part, Checksum.of(state));
          state.arrays().forEach(array -> arrays.add(array.renamed(part + "/" + array.name())));
        });
    String json = Json.write(manifest.withChecksums(checksums));
    SafeTensorsFile.write(
        StateDict.of(arrays, Map.of(MANIFEST_KEY, json, CHECKSUM_KEY, Checksum.of(json))), file);
  }

  /**
   * Reads a checkpoint and checks every byte of it.
   *
   * @throws SignetException if it is damaged, or of another format version
   */
  public static Checkpoint read(Path file) {
    StateDict all = SafeTensorsFile.read(file);
    CheckpointManifest manifest = manifest(file, all);
    Map<String, StateDict> parts = new LinkedHashMap<>();
    manifest
        .checksums()
        .forEach(
            (part, expected) -> {
              StateDict state = part(all, part + "/");
              String actual = Checksum.of(state);
              if (!actual.equals(expected)) {
                throw new MalformedFileException(
                    file, part, "its checksum is %s; expected %s".formatted(actual, expected));
              }
              parts.put(part, state);
            });
    return new Checkpoint(manifest, parts);
  }

  private static CheckpointManifest manifest(Path file, StateDict all) {
    String json = all.metadata().get(MANIFEST_KEY);
    if (json == null) {
      throw new MalformedFileException(
          file, "metadata", "has no '%s': it is no checkpoint".formatted(MANIFEST_KEY));
    }
    String expected = String.valueOf(all.metadata().get(CHECKSUM_KEY));
    String actual = Checksum.of(json);
    if (!actual.equals(expected)) {
      throw new MalformedFileException(
          file, "manifest", "its checksum is %s; expected %s".formatted(actual, expected));
    }
    int version = Json.readInt(json, "format_version", "the manifest in " + file);
    if (version < 1 || version > CheckpointManifest.FORMAT_VERSION) {
      throw new SignetException(
          Text.of(
              "%s has format version %d, but this Signet reads 1 to %d; go on with the Signet that"
                  + " wrote it",
              file, version, CheckpointManifest.FORMAT_VERSION));
    }
    return Json.read(CheckpointManifest.class, json, "the manifest in " + file);
  }

  private static StateDict part(StateDict all, String prefix) {
    return StateDict.of(
        all.arrays().stream()
            .filter(array -> array.name().startsWith(prefix))
            .map(array -> array.renamed(array.name().substring(prefix.length())))
            .toList());
  }

  /**
   * The arrays of a part.
   *
   * @throws SignetException if there is no such part
   */
  public StateDict part(String name) {
    StateDict part = parts.get(name);
    if (part == null) {
      throw new SignetException("the checkpoint has no part '%s'".formatted(name));
    }
    return part;
  }
}
