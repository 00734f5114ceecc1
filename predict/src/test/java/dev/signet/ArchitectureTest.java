package dev.signet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import dev.signet.testing.PackageOrder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The arrows of docs/architecture.md in this module. */
class ArchitectureTest {
  private static final PackageOrder PACKAGES =
      PackageOrder.of(
          "dev.signet",
          Map.of(
              "files", List.of(),
              "config", List.of("files"),
              "picture", List.of("files", "config"),
              "confidence", List.of("config"),
              "statedict", List.of("files", "config"),
              "network", List.of("config", "statedict"),
              "artifact", List.of("files", "config", "confidence", "statedict", "network"),
              "onnx", List.of("files", "config", "picture", "statedict", "network", "artifact"),
              "inference",
                  List.of(
                      "files", "config", "picture", "confidence", "network", "artifact", "onnx")));

  @Test
  void packagesUseOnlyWhatTheyMay() {
    PACKAGES.check();
  }

  @Test
  void rootUsesNoPackageOfOurs() {
    noClasses()
        .that()
        .resideInAPackage("dev.signet")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.signet.*..")
        .check(PACKAGES.classes());
  }

  @Test
  void nothingIsKnownOfLibtorchOrOfTraining() {
    PACKAGES.requireNone(
        "org.bytedeco.pytorch..",
        "org.bytedeco.openblas..",
        "io.jhdf..",
        "dev.signet.data..",
        "dev.signet.training..");
  }

  @Test
  void onlyPicturesKnowTheDecoderOfJpeg() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.signet.picture..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bytedeco..")
        .check(PACKAGES.classes());
  }

  @Test
  void nobodyPrintsAndPackagesAreNullMarked() {
    PACKAGES.checkHabits();
  }
}
