package dev.signet.runfolder;

import dev.signet.SignetException;
import dev.signet.config.Json;
import dev.signet.files.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What an audit of the data set says in words. Immutable.
 *
 * @param verdict all of it in one sentence
 * @param findings what is wrong, the gravest first
 */
public record AuditVerdict(String verdict, List<String> findings) {
  public AuditVerdict {
    findings = List.copyOf(findings);
  }

  /**
   * The verdict in an {@code audit.json}; empty if there is none.
   *
   * @throws SignetException if it cannot be read or is not JSON
   */
  public static Optional<AuditVerdict> read(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      JsonNode audit = Json.parse(Files.readString(file));
      return Optional.of(
          new AuditVerdict(
              audit.path("verdict").asString(),
              audit.path("findings").values().stream()
                  .map(finding -> finding.path("sentence").asString())
                  .toList()));
    } catch (JacksonException e) {
      throw new SignetException("%s is not an audit: it is no JSON".formatted(file), e);
    } catch (IOException e) {
      throw new SignetException("cannot read %s: %s".formatted(file, Reason.of(e)), e);
    }
  }
}
