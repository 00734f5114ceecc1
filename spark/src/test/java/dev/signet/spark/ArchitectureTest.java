package dev.signet.spark;

import dev.signet.testing.PackageOrder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The arrows of docs/architecture.md in this module; all may use what train and predict offer. */
class ArchitectureTest {
  private static final PackageOrder PACKAGES =
      PackageOrder.of(
          "dev.signet.spark",
          Map.ofEntries(
              Map.entry("rows", List.of()),
              Map.entry("storage", List.of()),
              Map.entry("group", List.of()),
              Map.entry("scoring", List.of("rows")),
              Map.entry("training", List.of("rows", "storage", "group")),
              Map.entry("audit", List.of("rows")),
              Map.entry("command", List.of("audit", "rows", "training"))));

  @Test
  void packagesUseOnlyWhatTheyMay() {
    PACKAGES.check();
  }

  @Test
  void publicTypesShowNoNativeOnes() {
    PACKAGES.requireHidden(
        "org.bytedeco", "dev.signet.spark.none", "dev.signet.spark.group.WorkerGroup");
  }

  @Test
  void nobodyPrintsAndPackagesAreNullMarked() {
    PACKAGES.checkHabits();
  }
}
