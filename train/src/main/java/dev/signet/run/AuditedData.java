package dev.signet.run;

import dev.signet.audit.DatasetAudit;
import dev.signet.audit.Effort;
import dev.signet.data.DataParts;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Pictures to train with and what a brief audit says of them, made when it is asked for and once
 * for all runs with them. Safe for use by many threads.
 */
public final class AuditedData {
  private final DataParts parts;
  private final boolean wanted;
  private @Nullable DatasetAudit audit;

  /**
   * Pictures that have not been audited yet.
   *
   * @param wanted whether they are to be
   */
  public AuditedData(DataParts parts, boolean wanted) {
    this.parts = parts;
    this.wanted = wanted;
  }

  /** The pictures. */
  public DataParts parts() {
    return parts;
  }

  /** What is wrong with them; empty if nobody wants to know. */
  public synchronized Optional<DatasetAudit> audit() {
    if (wanted && audit == null) {
      audit = DatasetAudit.of(parts, Effort.BRIEF, parts.unreadable());
    }
    return Optional.ofNullable(audit);
  }
}
