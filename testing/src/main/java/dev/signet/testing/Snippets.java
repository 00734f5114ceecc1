package dev.signet.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Java code of a page, which stands in a test as well: there between {@code // snippet: NAME} and
 * {@code // end snippet}, on the page in the code block behind {@code <!-- snippet: NAME -->}.
 */
public final class Snippets {
  private static final String ON_PAGE = "<!-- snippet: ";

  private Snippets() {}

  /** The names of all snippets of a page, in order. */
  public static List<String> named(Path page) throws IOException {
    return Files.readAllLines(page).stream()
        .filter(line -> line.startsWith(ON_PAGE))
        .map(line -> line.substring(ON_PAGE.length()).replace(" -->", ""))
        .toList();
  }

  /** The lines between the markers in a test's source, without what all of them are indented by. */
  public static String inSource(Path source, String name) throws IOException {
    return Files.readAllLines(source).stream()
        .dropWhile(line -> !line.strip().equals("// snippet: " + name))
        .skip(1)
        .takeWhile(line -> !line.strip().equals("// end snippet"))
        .reduce("", (text, line) -> text + line + "\n")
        .stripTrailing() // a last line without indentation would keep that of all others
        .stripIndent();
  }

  /** The code block behind the marker on a page. */
  public static String onPage(Path page, String name) throws IOException {
    return Files.readAllLines(page).stream()
        .dropWhile(line -> !line.equals(ON_PAGE + name + " -->"))
        .dropWhile(line -> !line.equals("```java"))
        .skip(1)
        .takeWhile(line -> !line.equals("```"))
        .reduce("", (text, line) -> text + line + "\n")
        .strip();
  }
}
