package dev.signet.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/**
 * The order of a module's packages: each uses those that its line names, its own subpackages and
 * what other modules offer.
 *
 * @param classes of the module
 * @param root package that the others lie in
 * @param mayUse for each package, the others of the module that it may use
 */
public record PackageOrder(JavaClasses classes, String root, Map<String, List<String>> mayUse) {
  /** The order of the module that the tests run in. */
  public static PackageOrder of(String root, Map<String, List<String>> mayUse) {
    return new PackageOrder(
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(PackageOrder::isOfThisModule)
            .importPackages(root),
        root,
        Map.copyOf(mayUse));
  }

  /** Other modules come as jars or as folders beside this one. */
  private static boolean isOfThisModule(Location location) {
    return location.asURI().toString().contains(System.getProperty("user.dir") + "/target/");
  }

  /** Every package has a line, and uses nothing that its line does not name. */
  public void check() {
    TreeSet<String> names =
        classes.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> name.startsWith(root + "."))
            .map(name -> name.substring(root.length() + 1).split("\\.", 2)[0])
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(mayUse.keySet()).as("packages with a place in the order").isEqualTo(names);
    for (String name : names) {
      List<String> forbidden = new ArrayList<>(names);
      forbidden.removeAll(mayUse.getOrDefault(name, List.of()));
      forbidden.remove(name);
      if (!forbidden.isEmpty()) {
        noClasses()
            .that()
            .resideInAPackage(root + "." + name + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                forbidden.stream().map(other -> root + "." + other + "..").toArray(String[]::new))
            .check(classes);
      }
    }
    if (names.size() > 1) {
      slices().matching(root + ".(*)..").should().beFreeOfCycles().check(classes);
    }
  }

  /** Nothing in these packages, nor what they use directly, is of the packages named. */
  public void requireNone(String... packages) {
    noClasses().should().dependOnClassesThat().resideInAnyPackage(packages).check(classes);
  }

  /**
   * No public method or field of a public type shows a type of a package, but for those of the
   * package {@code home} and exactly these.
   */
  public void requireHidden(String hidden, String home, String... exceptions) {
    assertThat(
            classes.stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> !type.getPackageName().startsWith(home))
                .filter(
                    type ->
                        type.getMembers().stream()
                            .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC))
                            .flatMap(member -> member.getAllInvolvedRawTypes().stream())
                            .anyMatch(each -> each.getPackageName().startsWith(hidden)))
                .map(JavaClass::getName))
        .containsExactlyInAnyOrder(exceptions);
  }

  /** Nothing writes to standard output or standard error, and every package is null-marked. */
  public void checkHabits() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(classes);
    assertThat(classes.stream().map(JavaClass::getPackage).distinct())
        .isNotEmpty()
        .allSatisfy(
            each -> assertThat(each.isAnnotatedWith(NullMarked.class)).as(each.getName()).isTrue());
  }
}
