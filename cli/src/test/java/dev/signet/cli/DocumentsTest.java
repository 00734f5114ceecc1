package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages point to is there. */
class DocumentsTest {
  private static final Path ROOT = Path.of("..");
  private static final Path DOCS = ROOT.resolve("docs");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\"");

  /** With {@code -Dsignet.mend=true} links to code that has moved are put right, not refused. */
  private static final boolean MEND = Boolean.getBoolean("signet.mend");

  static List<Path> pages() throws IOException {
    try (Stream<Path> root = Files.list(ROOT);
        Stream<Path> docs = Files.walk(DOCS)) {
      return Stream.concat(root, docs).filter(file -> file.toString().endsWith(".md")).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksLeadSomewhere(Path page) throws IOException {
    List<String> links = LINK.matcher(prose(page)).results().map(found -> found.group(1)).toList();
    assertThat(links)
        .filteredOn(link -> !link.matches("[a-z]+:.*"))
        .allSatisfy(link -> assertThat(leadsSomewhere(page, link)).as(link).isTrue());
  }

  private static boolean leadsSomewhere(Path page, String link) throws IOException {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
    if (!Files.exists(target)) {
      return false;
    }
    boolean isPage = target.toString().endsWith(".md");
    return parts.length == 1 || !isPage || anchors(target).contains(parts[1]);
  }

  /** As GitHub makes them of headings. */
  private static List<String> anchors(Path page) throws IOException {
    String text = prose(page);
    Stream<String> headings =
        HEADING
            .matcher(text)
            .results()
            .map(found -> found.group(1).strip().toLowerCase(Locale.ROOT))
            .map(heading -> heading.replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1"))
            .map(heading -> heading.replaceAll("[^\\p{L}\\p{N}\\- _]", "").replace(' ', '-'));
    return Stream.concat(headings, ANCHOR.matcher(text).results().map(found -> found.group(1)))
        .toList();
  }

  /** What is not between fences. */
  private static String prose(Path page) throws IOException {
    return Files.readString(page).replaceAll("(?ms)^```.*?^```$", "");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksToCodeHoldTheWholeMethodTheyName(Path page) throws IOException {
    String text = Files.readString(page);
    String mended =
        CodeLink.IN_A_PAGE
            .matcher(text)
            .replaceAll(found -> Matcher.quoteReplacement(whereItIs(page, found).markdown()));
    if (MEND) {
      Files.writeString(page, mended);
    }
    assertThat(CodeLink.of(MEND ? mended : text).map(CodeLink::markdown).toList())
        .as("the code has moved; run this test with -Dsignet.mend=true to put the links right")
        .isEqualTo(CodeLink.of(mended).map(CodeLink::markdown).toList());
  }

  private static CodeLink whereItIs(Path page, MatchResult found) {
    CodeLink link = CodeLink.of(found);
    Path file = page.resolveSibling(link.file());
    try {
      Optional<CodeLink> real = link.inSource(Files.readAllLines(file));
      assertThat(real).as("%s in %s", link.name(), file).isPresent();
      return real.orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void mapNamesEveryPage() throws IOException {
    String map = Files.readString(DOCS.resolve("README.md"));
    try (Stream<Path> files = Files.list(DOCS)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.endsWith(".md") && !name.equals("README.md"))
          .allSatisfy(name -> assertThat(map).contains("(" + name));
    }
  }

  @Test
  void figuresAreSmall() throws IOException {
    try (Stream<Path> files = Files.list(DOCS.resolve("images"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".png")))
          .isNotEmpty()
          .allSatisfy(file -> assertThat(Files.size(file)).isLessThan(150_000));
    }
  }
}
