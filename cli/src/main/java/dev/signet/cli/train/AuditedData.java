package dev.signet.cli.train;

import dev.signet.audit.DatasetAudit;
import dev.signet.audit.Effort;
import dev.signet.data.DataParts;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Pictures to train with and what a brief audit says of them, made when it is asked for and once
 * for all trainings with them.
 */
final class AuditedData {
  private final DataParts parts;
  private final boolean wanted;
  private @Nullable DatasetAudit audit;

  AuditedData(DataParts parts, boolean wanted) {
    this.parts = parts;
    this.wanted = wanted;
  }

  DataParts parts() {
    return parts;
  }

  /** Empty if none is wanted. */
  Optional<DatasetAudit> audit() {
    if (wanted && audit == null) {
      audit = DatasetAudit.of(parts, Effort.BRIEF, List.of());
    }
    return Optional.ofNullable(audit);
  }
}
