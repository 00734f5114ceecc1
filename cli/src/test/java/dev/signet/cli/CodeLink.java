package dev.signet.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A link of a page to a method or a type in the code, such as {@code
 * [`Trainer.fit`](../train/.../Trainer.java#L98-L128)}.
 *
 * @param name the method behind its class, or the type
 * @param file as the page names it
 * @param first its first line, from 1
 * @param last its last line
 */
record CodeLink(String name, String file, int first, int last) {
  static final Pattern IN_A_PAGE =
      Pattern.compile("\\[`([\\w.]+)`]\\(([^)#\\s]+\\.java)#L(\\d+)-L(\\d+)\\)");

  static Stream<CodeLink> of(String page) {
    return IN_A_PAGE.matcher(page).results().map(CodeLink::of);
  }

  static CodeLink of(MatchResult found) {
    return new CodeLink(
        found.group(1),
        found.group(2),
        Integer.parseInt(found.group(3)),
        Integer.parseInt(found.group(4)));
  }

  /** The same link to where the method is: of several of its name, to the nearest. */
  Optional<CodeLink> inSource(List<String> lines) {
    Pattern declaration = declaration();
    return IntStream.range(0, lines.size())
        .filter(line -> declaration.matcher(lines.get(line)).matches())
        .boxed()
        .min(Comparator.comparingInt(line -> Math.abs(line + 1 - first)))
        .map(line -> new CodeLink(name, file, line + 1, end(lines, line) + 1));
  }

  private Pattern declaration() {
    int dot = name.lastIndexOf('.');
    return dot < 0
        ? Pattern.compile("[a-z ]*(class|record|enum|interface) " + name + "\\b.*")
        : Pattern.compile(
            " +(?! |return |throw |new )[\\w<>\\[\\],.? @]+ "
                + name.substring(dot + 1)
                + "\\((.*[^;])?");
  }

  /** The brace that closes what begins here, as far to the left. */
  private static int end(List<String> lines, int begin) {
    String closing = lines.get(begin).replaceFirst("\\S.*", "") + "}";
    return IntStream.range(begin + 1, lines.size())
        .filter(line -> lines.get(line).equals(closing))
        .findFirst()
        .orElse(begin);
  }

  /** As it stands on the page. */
  String markdown() {
    return "[`" + name + "`](" + file + "#L" + first + "-L" + last + ")";
  }
}
