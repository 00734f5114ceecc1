package dev.signet.artifact;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signet.SignetException;
import dev.signet.SignetVersion;
import dev.signet.Text;
import dev.signet.config.Json;
import dev.signet.config.ModelConfig;
import dev.signet.config.Preprocessing;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What must travel with weights so that they mean something.
 *
 * @param formatVersion of the file that this is written to, {@value #FORMAT_VERSION} now
 * @param signetVersion that wrote the file
 * @param model the network's shape
 * @param preprocessing what happens to a picture's bytes
 * @param classes names, in the order of the logits
 * @param provenance where the weights come from
 * @param confidence how far the probabilities may be trusted, if that was measured
 * @param claims what the file says of its weights; files written before there were claims have none
 * @param int8 what it takes to answer in 8-bit integers, if that was measured
 */
@RecordBuilder
public record Manifest(
    int formatVersion,
    String signetVersion,
    ModelConfig model,
    Preprocessing preprocessing,
    List<String> classes,
    Provenance provenance,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Confidence> confidence,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Claims> claims,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Int8> int8)
    implements ManifestBuilder.With {
  /**
   * The version that this build writes; it reads this one and all before it. In version 1 names
   * were as in Java ({@code formatVersion}); in version 2 they have underscores.
   */
  public static final int FORMAT_VERSION = 2;

  /**
   * Checks that there is a name for every logit, and for every golden picture a logit of every
   * class.
   */
  public Manifest {
    classes = List.copyOf(classes);
    if (classes.size() != model.classes()) {
      throw new SignetException(
          Text.of(
              "a model of %d classes needs as many names but has %d",
              model.classes(), classes.size()));
    }
    int pictures = claims.map(it -> it.golden().count()).orElse(0);
    int logits = claims.map(it -> it.golden().logits().size()).orElse(0);
    if (logits != pictures * model.classes()) {
      throw new SignetException(
          Text.of(
              "%d golden pictures need %d logits each but have %d in all",
              pictures, model.classes(), logits));
    }
  }

  /** A manifest as this build writes it. */
  public static Manifest of(
      ModelConfig model, Preprocessing preprocessing, List<String> classes, Provenance provenance) {
    return new Manifest(
        FORMAT_VERSION,
        SignetVersion.current(),
        model,
        preprocessing,
        classes,
        provenance,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same with what was measured of its probabilities. */
  public Manifest withConfidence(Confidence measured) {
    return withConfidence(Optional.of(measured));
  }

  /** The same with claims of its weights. */
  public Manifest withClaims(Claims made) {
    return withClaims(Optional.of(made));
  }

  /** The same with what it takes to answer in 8-bit integers. */
  public Manifest withInt8(Int8 measured) {
    return withInt8(Optional.of(measured));
  }

  /** The same for weights that are no longer those of the state_dict. */
  public Manifest withoutClaims() {
    return withClaims(Optional.empty()).withInt8(Optional.empty());
  }

  /**
   * Reads what {@link Json#write} has written, by this build or an older one.
   *
   * @param file that holds it, for messages
   * @throws SignetException if it is of a later format version, or damaged
   */
  public static Manifest parse(String json, Path file) {
    String what = "the manifest in " + file;
    int version = Json.readInt(json, "format_version", what);
    if (version < 1 || version > FORMAT_VERSION) {
      throw new SignetException(
          Text.of(
              "%s has format version %d, but this Signet reads 1 to %d; use a newer Signet",
              file, version, FORMAT_VERSION));
    }
    // What is made of it, calibrated or exported, is written as this build writes.
    return Json.read(Manifest.class, json, what).withFormatVersion(FORMAT_VERSION);
  }
}
