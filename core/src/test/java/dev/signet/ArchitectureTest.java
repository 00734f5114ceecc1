package dev.signet;

import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows of docs/architecture.md: a package uses what stands to its left, and nothing else. */
class ArchitectureTest {
  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.signet");

  private static final List<String> BOTTOM = List.of("files", "config");
  private static final List<String> TO_MODEL =
      List.of("files", "config", "data", "metrics", "statedict", "libtorch", "model");
  private static final List<String> TO_ARTIFACT = and(TO_MODEL, "artifact");
  private static final List<String> TO_ONNX = and(TO_ARTIFACT, "onnx");

  /** For each package, the others that it may use. */
  private static final Map<String, List<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("files", List.of()),
          Map.entry("drawing", List.of("files")),
          Map.entry("config", List.of("files")),
          Map.entry("html", List.of("files")),
          Map.entry("data", BOTTOM),
          Map.entry("metrics", BOTTOM),
          Map.entry("statedict", BOTTOM),
          Map.entry("libtorch", BOTTOM),
          Map.entry("model", TO_MODEL),
          Map.entry("artifact", TO_ARTIFACT),
          Map.entry("training", and(TO_ARTIFACT, "audit")),
          Map.entry("reporting", and(TO_ARTIFACT, "training", "html", "drawing")),
          Map.entry("onnx", TO_ARTIFACT),
          Map.entry("inference", TO_ONNX),
          Map.entry("explain", and(TO_ONNX, "inference", "html", "drawing")),
          Map.entry("export", and(TO_ONNX, "inference")),
          Map.entry(
              "report",
              and(
                  TO_ONNX,
                  "audit",
                  "training",
                  "inference",
                  "html",
                  "drawing",
                  "reporting",
                  "explain")),
          Map.entry("audit", List.of("files", "config", "data", "metrics", "html")));

  private static List<String> and(List<String> packages, String... others) {
    return Stream.concat(packages.stream(), Stream.of(others)).toList();
  }

  static Stream<String> packages() {
    return CORE.getPackage("dev.signet").getSubpackages().stream()
        .map(JavaPackage::getRelativeName)
        .sorted();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void packageUsesOnlyWhatStandsToItsLeft(String name) {
    assertThat(MAY_USE).as("packages with a place in the order").containsKey(name);
    List<String> forbidden = new ArrayList<>(MAY_USE.keySet());
    forbidden.removeAll(MAY_USE.get(name));
    forbidden.remove(name);
    noClasses()
        .that()
        .resideInAPackage("dev.signet." + name + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            forbidden.stream().map(other -> "dev.signet." + other + "..").toArray(String[]::new))
        .check(CORE);
  }

  @Test
  void rootUsesNoPackageOfOurs() {
    noClasses()
        .that()
        .resideInAPackage("dev.signet")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.signet.*..")
        .check(CORE);
  }

  @Test
  void topLevelPackagesHaveNoCycles() {
    slices().matching("dev.signet.(*)..").should().beFreeOfCycles().check(CORE);
  }

  @Test
  void plainJavaPackagesKnowNoNativeLibrary() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.signet.files..",
            "dev.signet.drawing..",
            "dev.signet.config..",
            "dev.signet.html..",
            "dev.signet.data..",
            "dev.signet.metrics..",
            "dev.signet.statedict..",
            "dev.signet.audit..",
            "dev.signet.reporting..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bytedeco..")
        .check(CORE);
  }

  @Test
  void onlyTheReaderOfHdf5KnowsJhdf() {
    noClasses()
        .that()
        .haveNameNotMatching("dev\\.signet\\.data\\.(SignsHdf5|Hdf5).*")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.jhdf..")
        .check(CORE);
  }

  @Test
  void nobodyPrints() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CORE);
  }

  /**
   * A static method of such a class would open libtorch before Libtorch.load() has unpacked it: the
   * first run on a machine crashes.
   */
  @Test
  void noPublicClassIsANativePointer() {
    noClasses().that().haveModifier(PUBLIC).should().beAssignableTo(Pointer.class).check(CORE);
  }

  @Test
  void packagesAreNullMarked() {
    assertThat(CORE.stream().map(type -> type.getPackage()).distinct())
        .isNotEmpty()
        .allSatisfy(
            each -> assertThat(each.isAnnotatedWith(NullMarked.class)).as(each.getName()).isTrue());
  }
}
