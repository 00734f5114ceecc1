package dev.signet.audit;

import java.util.List;
import java.util.Optional;

/** All that was measured of a data set, before it was judged. */
record Measurements(
    List<String> classes,
    List<PartCounts> parts,
    Duplicates duplicates,
    NearestNeighbourFloor floor,
    List<Confound> confounds,
    Optional<Bursts> bursts,
    List<String> unreadable) {}
