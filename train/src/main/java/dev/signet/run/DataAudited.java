package dev.signet.run;

import dev.signet.audit.DatasetAudit;
import java.util.Optional;

/**
 * The pictures of a run were audited.
 *
 * @param audit what is wrong with them; empty if nobody wanted to know
 */
public record DataAudited(Optional<DatasetAudit> audit) {}
