package dev.signet.server;

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
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows of docs/architecture.md inside of the server: HTTP, models and batches. */
class ArchitectureTest {
  private static final String ROOT = "dev.signet.server";

  private static final JavaClasses SERVER =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  /** For each package, the others that it may use. */
  private static final Map<String, List<String>> MAY_USE =
      Map.of(
          "config", List.of(),
          "http", List.of("config"),
          "batching", List.of("config"),
          "models", List.of("config", "batching"),
          "metrics", List.of("config", "http", "batching", "models"),
          "api", List.of("config", "http", "batching", "models"),
          "protocol", List.of("config", "http", "batching", "models", "api"),
          "watch", List.of("config", "http"));

  static Stream<String> packages() {
    return SERVER.getPackage(ROOT).getSubpackages().stream()
        .map(JavaPackage::getRelativeName)
        .sorted();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void packageUsesOnlyWhatItMay(String name) {
    assertThat(MAY_USE).as("packages with a place in the order").containsKey(name);
    List<String> forbidden = new ArrayList<>(MAY_USE.keySet());
    forbidden.removeAll(MAY_USE.get(name));
    forbidden.remove(name);
    noClasses()
        .that()
        .resideInAPackage(ROOT + "." + name + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            forbidden.stream().map(other -> ROOT + "." + other + "..").toArray(String[]::new))
        .check(SERVER);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(SERVER);
  }

  @Test
  void nativeCodeIsBehindTheCore() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.bytedeco..", "dev.signet.cli..")
        .check(SERVER);
  }

  @Test
  void onlyTheModelsKnowTheClassifier() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".http..", ROOT + ".batching..", ROOT + ".config..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.signet.inference..")
        .check(SERVER);
  }

  @Test
  void nobodyPrints() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(SERVER);
  }

  @Test
  void packagesAreNullMarked() {
    assertThat(SERVER.stream().map(type -> type.getPackage()).distinct())
        .isNotEmpty()
        .allSatisfy(
            each -> assertThat(each.isAnnotatedWith(NullMarked.class)).as(each.getName()).isTrue());
  }
}
