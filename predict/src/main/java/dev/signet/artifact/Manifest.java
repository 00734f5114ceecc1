package dev.signet.artifact;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signet.SignetException;
import dev.signet.SignetVersion;
import dev.signet.config.Json;
import dev.signet.config.ModelConfig;
import dev.signet.config.Preprocessing;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
 */
public record Manifest(
    int formatVersion,
    String signetVersion,
    ModelConfig model,
    Preprocessing preprocessing,
    List<String> classes,
    Provenance provenance,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Confidence> confidence,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Claims> claims) {
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
          String.format(
              Locale.ROOT,
              "a model of %d classes needs as many names but has %d",
              model.classes(),
              classes.size()));
    }
    int pictures = claims.map(it -> it.golden().count()).orElse(0);
    int logits = claims.map(it -> it.golden().logits().size()).orElse(0);
    if (logits != pictures * model.classes()) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%d golden pictures need %d logits each but have %d in all",
              pictures,
              model.classes(),
              logits));
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
        Optional.empty());
  }

  /** The same with what was measured of its probabilities. */
  public Manifest withConfidence(Confidence measured) {
    return new Manifest(
        formatVersion,
        signetVersion,
        model,
        preprocessing,
        classes,
        provenance,
        Optional.of(measured),
        claims);
  }

  /** The same with more known of where the weights come from. */
  public Manifest withProvenance(Provenance known) {
    return new Manifest(
        formatVersion, signetVersion, model, preprocessing, classes, known, confidence, claims);
  }

  /** The same for a network of another shape. */
  Manifest withModel(ModelConfig other) {
    return new Manifest(
        formatVersion,
        signetVersion,
        other,
        preprocessing,
        classes,
        provenance,
        confidence,
        claims);
  }

  /** The same for weights that are no longer those of the state_dict. */
  public Manifest withoutClaims() {
    return new Manifest(
        formatVersion,
        signetVersion,
        model,
        preprocessing,
        classes,
        provenance,
        confidence,
        Optional.empty());
  }

  /** The same with claims of its weights. */
  public Manifest withClaims(Claims made) {
    return new Manifest(
        formatVersion,
        signetVersion,
        model,
        preprocessing,
        classes,
        provenance,
        confidence,
        Optional.of(made));
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
          String.format(
              Locale.ROOT,
              "%s has format version %d, but this Signet reads 1 to %d; use a newer Signet",
              file,
              version,
              FORMAT_VERSION));
    }
    Manifest read = Json.read(Manifest.class, json, what);
    // What is made of it, calibrated or exported, is written as this build writes.
    return new Manifest(
        FORMAT_VERSION,
        read.signetVersion,
        read.model,
        read.preprocessing,
        read.classes,
        read.provenance,
        read.confidence,
        read.claims);
  }
}
