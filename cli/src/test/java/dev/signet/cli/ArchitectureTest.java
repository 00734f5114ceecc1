package dev.signet.cli;

import dev.signet.testing.PackageOrder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The arrows of docs/architecture.md in this module: groups of commands stand beside each other.
 */
class ArchitectureTest {
  private static final List<String> SHARED = List.of("console", "options");

  private static final PackageOrder PACKAGES =
      PackageOrder.of(
          "dev.signet.cli",
          Map.ofEntries(
              Map.entry("console", List.of()),
              Map.entry("options", List.of("console")),
              Map.entry("data", SHARED),
              Map.entry("judge", SHARED),
              Map.entry("train", List.of("console", "options", "judge")),
              Map.entry("model", SHARED),
              Map.entry("predict", SHARED),
              Map.entry("serve", SHARED),
              Map.entry("lab", SHARED)));

  @Test
  void packagesUseOnlyWhatTheyMay() {
    PACKAGES.check();
  }
}
