package dev.signet.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import dev.signet.testing.PackageOrder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The arrows of docs/architecture.md inside of the server: HTTP, models and batches. */
class ArchitectureTest {
  private static final String ROOT = "dev.signet.server";

  private static final PackageOrder PACKAGES =
      PackageOrder.of(
          ROOT,
          Map.of(
              "config", List.of(),
              "http", List.of("config"),
              "batching", List.of("config"),
              "models", List.of("config", "batching"),
              "metrics", List.of("config", "http", "batching", "models", "grpc"),
              "api", List.of("config", "http", "batching", "models"),
              "protocol", List.of("config", "http", "batching", "models", "api"),
              "grpc", List.of("config", "http", "models", "api", "protocol")));

  @Test
  void packagesUseOnlyWhatTheyMay() {
    PACKAGES.check();
  }

  @Test
  void trainingIsNotNeeded() {
    PACKAGES.requireNone(
        "org.bytedeco..",
        "dev.signet.libtorch..",
        "dev.signet.data..",
        "dev.signet.runfolder..",
        "dev.signet.cli..");
  }

  @Test
  void onlyTheModelsKnowTheClassifier() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".http..", ROOT + ".batching..", ROOT + ".config..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.signet.inference..")
        .check(PACKAGES.classes());
  }

  @Test
  void nobodyPrintsAndPackagesAreNullMarked() {
    PACKAGES.checkHabits();
  }
}
