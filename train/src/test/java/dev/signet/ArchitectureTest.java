package dev.signet;

import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import dev.signet.testing.PackageOrder;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

/** The arrows of docs/architecture.md in this module; all may use what predict offers. */
class ArchitectureTest {
  private static final List<String> NETWORK =
      List.of("data", "metrics", "libtorch", "runfolder", "model");

  private static final PackageOrder PACKAGES =
      PackageOrder.of(
          "dev.signet",
          Map.ofEntries(
              Map.entry("html", List.of("drawing")),
              Map.entry("drawing", List.of("data")),
              Map.entry("data", List.of()),
              Map.entry("metrics", List.of()),
              Map.entry("libtorch", List.of()),
              Map.entry("runfolder", List.of("data", "metrics", "libtorch")),
              Map.entry("model", List.of("libtorch")),
              Map.entry("engine", List.of("libtorch", "model")),
              Map.entry("audit", List.of("data", "metrics", "html")),
              Map.entry("training", and(NETWORK, "audit")),
              Map.entry("explain", and(NETWORK, "html", "drawing")),
              Map.entry("export", and(NETWORK, "engine")),
              Map.entry("listeners", and(NETWORK, "training", "html", "drawing")),
              Map.entry(
                  "report",
                  and(NETWORK, "audit", "training", "html", "drawing", "listeners", "explain")),
              Map.entry("run", and(NETWORK, "audit", "training", "listeners", "report"))));

  private static List<String> and(List<String> packages, String... others) {
    return Stream.concat(packages.stream(), Stream.of(others)).toList();
  }

  @Test
  void packagesUseOnlyWhatTheyMay() {
    PACKAGES.check();
  }

  @Test
  void plainJavaPackagesKnowNoNativeLibrary() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.signet.drawing..",
            "dev.signet.html..",
            "dev.signet.data..",
            "dev.signet.metrics..",
            "dev.signet.audit..",
            "dev.signet.listeners..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bytedeco..")
        .check(PACKAGES.classes());
  }

  @Test
  void sourcesKnowNeitherOneAnotherNorWhoChoosesAmongThem() {
    new PackageOrder(
            PACKAGES.classes(),
            "dev.signet.data",
            Map.ofEntries(
                Map.entry("hdf5", List.of()),
                Map.entry("cache", List.of("hdf5")),
                Map.entry("folder", List.of()),
                Map.entry("cifar", List.of()),
                Map.entry("csv", List.of()),
                Map.entry("idx", List.of()),
                Map.entry("numpy", List.of()),
                Map.entry("tar", List.of()),
                Map.entry("synthetic", List.of()),
                Map.entry("split", List.of()),
                Map.entry(
                    "configured",
                    List.of(
                        "hdf5",
                        "cache",
                        "folder",
                        "cifar",
                        "csv",
                        "idx",
                        "numpy",
                        "tar",
                        "synthetic",
                        "split"))))
        .check();
    noClasses()
        .that()
        .resideInAPackage("dev.signet.data")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.signet.data.*..")
        .check(PACKAGES.classes());
  }

  @Test
  void onlyShardsKnowCommonsCompress() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.signet.data.tar..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.commons.compress..")
        .check(PACKAGES.classes());
  }

  @Test
  void nothingOutsideOfItsPackageKnowsJhdf() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.signet.data.hdf5..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.jhdf..")
        .check(PACKAGES.classes());
  }

  /**
   * A static method of such a class would open libtorch before Libtorch.load() has unpacked it: the
   * first run on a machine crashes.
   */
  @Test
  void noPublicClassIsANativePointer() {
    noClasses()
        .that()
        .haveModifier(PUBLIC)
        .should()
        .beAssignableTo(Pointer.class)
        .check(PACKAGES.classes());
  }

  /**
   * Who trains, judges or predicts needs to know no native type. Exceptions are the network itself,
   * what looks into it, makes it or copies its live state, and the parts that a training step is
   * made of: who puts in another loss, or measures a step from outside, works with tensors.
   */
  @Test
  void publicTypesShowNoNativeOnesButForThoseOfNetworksAndSteps() {
    PACKAGES.requireHidden(
        "org.bytedeco",
        "dev.signet.libtorch",
        "dev.signet.engine.ScriptedNet",
        "dev.signet.model.Halves",
        "dev.signet.model.Inputs",
        "dev.signet.model.ModelState",
        "dev.signet.model.ResNet",
        "dev.signet.model.TensorState",
        "dev.signet.model.WeightCopies$Copy",
        "dev.signet.training.Augmenter",
        "dev.signet.training.GradientSync",
        "dev.signet.training.Loss",
        "dev.signet.training.StepChange",
        "dev.signet.training.StepChange$Examples",
        "dev.signet.training.TrainingStep");
  }

  @Test
  void nobodyPrintsAndPackagesAreNullMarked() {
    PACKAGES.checkHabits();
  }
}
