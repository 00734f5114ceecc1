package dev.signet.server.models;

import dev.signet.artifact.Provenance;
import dev.signet.artifact.Score;
import java.util.Optional;

/**
 * How far a model is known to be trusted, as its file says. Immutable.
 *
 * @param score on pictures that it has not learned from, if it was judged
 * @param audit what an audit said of its pictures in one sentence, if there was one
 */
public record TrackRecord(Optional<Score> score, Optional<String> audit) {
  static TrackRecord of(Provenance provenance) {
    return new TrackRecord(provenance.score(), provenance.audit());
  }
}
