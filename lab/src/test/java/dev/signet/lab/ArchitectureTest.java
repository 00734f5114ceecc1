package dev.signet.lab;

import dev.signet.testing.PackageOrder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The arrows of docs/architecture.md in this module. */
class ArchitectureTest {
  private static final PackageOrder PACKAGES =
      PackageOrder.of("dev.signet.lab", Map.of("gradients", List.of(), "degradation", List.of()));

  @Test
  void packagesUseOnlyWhatTheyMay() {
    PACKAGES.check();
    PACKAGES.requireNone("dev.signet.cli..", "dev.signet.server..", "dev.signet.studio..");
  }

  @Test
  void publicTypesShowNoNativeOnes() {
    PACKAGES.requireHidden("org.bytedeco", "dev.signet.libtorch");
  }

  @Test
  void nobodyPrintsAndPackagesAreNullMarked() {
    PACKAGES.checkHabits();
  }
}
