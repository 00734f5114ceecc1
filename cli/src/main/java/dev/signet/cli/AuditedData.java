package dev.signet.cli;

import dev.signet.audit.DatasetAudit;
import dev.signet.audit.Effort;
import dev.signet.data.DataParts;
import java.util.List;
import java.util.Optional;

/**
 * Pictures to train with and what a brief audit says of them, once for all trainings with them.
 *
 * @param audit empty if none was wanted
 */
record AuditedData(DataParts parts, Optional<DatasetAudit> audit) {
  /** Audits the pictures if that is wanted. */
  static AuditedData of(DataParts parts, boolean wanted) {
    return new AuditedData(
        parts,
        wanted ? Optional.of(DatasetAudit.of(parts, Effort.BRIEF, List.of())) : Optional.empty());
  }
}
