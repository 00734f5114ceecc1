package dev.signet.studio;

import dev.signet.testing.PackageOrder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The arrows of docs/architecture.md in this module. */
class ArchitectureTest {
  private static final PackageOrder PACKAGES =
      PackageOrder.of(
          "dev.signet.studio",
          Map.of(
              "project", List.of(),
              "training", List.of(),
              "check", List.of("project"),
              "judge", List.of("project"),
              "phone", List.of(),
              "tryout", List.of("project")));

  @Test
  void runsAreSeenThroughTheirFoldersAlone() {
    PACKAGES.check();
    PACKAGES.requireNone(
        "org.bytedeco..",
        "dev.signet.cli..",
        "dev.signet.lab..",
        "dev.signet.model..",
        "dev.signet.libtorch..");
  }

  @Test
  void nobodyPrintsAndPackagesAreNullMarked() {
    PACKAGES.checkHabits();
  }
}
