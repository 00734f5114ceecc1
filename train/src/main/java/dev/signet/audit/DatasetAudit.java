package dev.signet.audit;

import dev.signet.SignetException;
import dev.signet.audit.Finding.Kind;
import dev.signet.config.Json;
import dev.signet.data.DataParts;
import dev.signet.data.ImageSource;
import dev.signet.data.Part;
import dev.signet.files.AtomicFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is wrong with a data set, and what a score on it is worth. Immutable; JSON by {@link Json}.
 *
 * @param verdict all of it in one sentence
 * @param findings what is wrong, the gravest first; empty if nothing is
 * @param classes names of the classes, in the order of the labels
 * @param parts pictures of each part, the training part first
 * @param duplicates pictures that are there twice
 * @param floor what rules that learn nothing score
 * @param confounds how far the class determines simple properties
 * @param bursts photos taken in a row, where file names have numbers
 * @param sizes of the files before resizing, where there are files
 * @param unreadable what was said of each file that cannot be read as a picture
 */
public record DatasetAudit(
    String verdict,
    List<Finding> findings,
    List<String> classes,
    List<PartCounts> parts,
    Duplicates duplicates,
    NearestNeighbourFloor floor,
    List<Confound> confounds,
    Optional<Bursts> bursts,
    Optional<PictureSizes> sizes,
    List<String> unreadable) {
  /** What the verdict names; the rest is told below it. */
  private static final Set<Kind> IN_VERDICT =
      Set.of(Kind.LEAK, Kind.BURST, Kind.CONFLICT, Kind.SHORTCUT, Kind.IMBALANCE, Kind.UNREADABLE);

  public DatasetAudit {
    findings = List.copyOf(findings);
    classes = List.copyOf(classes);
    parts = List.copyOf(parts);
    confounds = List.copyOf(confounds);
    unreadable = List.copyOf(unreadable);
  }

  /**
   * Audits a data set, on all processors. Time and memory grow with the number of pictures (the
   * time a little faster, for sorting); {@code effort} bounds the rest.
   *
   * @param unreadable what was said of files that are not among the pictures
   */
  public static DatasetAudit of(DataParts data, Effort effort, List<String> unreadable) {
    Measurements m =
        new Measurements(
            data.train().classes(),
            counts(data),
            Duplicates.find(data),
            NearestNeighbourFloor.measure(data, effort),
            Confound.of(data.train()),
            Bursts.of(data),
            unreadable);
    List<Finding> findings = Findings.of(m);
    return new DatasetAudit(
        verdict(findings, m),
        findings,
        m.classes(),
        m.parts(),
        m.duplicates(),
        m.floor(),
        m.confounds(),
        m.bursts(),
        effort.equals(Effort.BRIEF) ? Optional.empty() : PictureSizes.of(data),
        unreadable);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws SignetException if it cannot be read or is no audit
   */
  public static DatasetAudit read(Path file) {
    return Json.readFile(DatasetAudit.class, file);
  }

  /** Writes all of it as JSON. */
  public void write(Path file) {
    AtomicFile.write(file, out -> out.write(Json.write(this).getBytes(StandardCharsets.UTF_8)));
  }

  /** Whether the verdict names something that is wrong. */
  public boolean isAlarming() {
    return findings.stream().anyMatch(finding -> IN_VERDICT.contains(finding.kind()));
  }

  private static List<PartCounts> counts(DataParts data) {
    List<PartCounts> counts = new ArrayList<>();
    counts.add(PartCounts.of(Part.TRAIN, data.train()));
    addPart(counts, Part.VALIDATION, data.validation());
    addPart(counts, Part.TEST, data.test());
    return counts;
  }

  private static void addPart(List<PartCounts> counts, Part part, Optional<ImageSource> dataset) {
    dataset.ifPresent(pictures -> counts.add(PartCounts.of(part, pictures)));
  }

  private static String verdict(List<Finding> findings, Measurements m) {
    String found =
        findings.stream()
            .filter(finding -> IN_VERDICT.contains(finding.kind()))
            .findFirst()
            .map(Finding::sentence)
            .orElse("nothing wrong was found");
    return Findings.capital(found + "; " + worth(m.floor()));
  }

  private static String worth(NearestNeighbourFloor floor) {
    String bar = Findings.percent(floor.bar());
    String nearest =
        "%s %%, %s"
            .formatted(
                Findings.percent(floor.nearest().accuracy()), Findings.interval(floor.nearest()));
    if (!floor.heldOut()) {
      return floor.lookingUpHelps()
          ? "looking up the nearest of the other pictures scores " + nearest
          : "always answering the most frequent class scores %s %%".formatted(bar);
    }
    return floor.lookingUpHelps()
        ? "anything under %s %% is worse than looking up the nearest picture (%s)"
            .formatted(bar, nearest)
        : "anything under %s %% is worse than guessing".formatted(bar);
  }
}
