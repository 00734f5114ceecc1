package dev.signet.dependable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Code blocks of a README. */
record ReadmeLines(String text) {
  static ReadmeLines of(String file) throws IOException {
    return new ReadmeLines(Files.readString(Path.of("..", file)).replace("\r\n", "\n"));
  }

  /** All blocks of a language, in their order. */
  List<String> blocks(String language) {
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  /** The block after a marker. */
  String snippet(String name) {
    return Pattern.compile("<!-- snippet: " + name + " -->\n```java\n(.*?)```", Pattern.DOTALL)
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .findFirst()
        .orElseThrow();
  }
}
