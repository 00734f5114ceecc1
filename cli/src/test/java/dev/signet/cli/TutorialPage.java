package dev.signet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The commands of a page, and what it says that they print. */
record TutorialPage(Path file, List<Step> steps) {
  /** Before a block of commands that are only shown. */
  private static final String SHOWN = "<!-- not run by the test -->";

  private static final String COMMAND = "./signet ";

  /**
   * One command line.
   *
   * @param words without {@code ./signet}
   * @param run whether a test is to run it
   * @param printed the lines that follow it on the page; {@code ...} stands for any lines
   */
  record Step(List<String> words, boolean run, List<String> printed) {
    @Override
    public String toString() {
      return COMMAND + String.join(" ", words);
    }
  }

  static TutorialPage read(Path file) throws IOException {
    List<Step> steps = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    boolean afterCommands = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("```")) {
        List<String> block = lines.subList(i + 1, end(lines, i + 1));
        if (line.equals("```sh")) {
          boolean run = i == 0 || !lines.get(i - 1).equals(SHOWN);
          block.stream()
              .filter(command -> command.startsWith(COMMAND))
              .forEach(command -> steps.add(new Step(words(command), run, List.of())));
        } else if (line.equals("```text") && afterCommands) {
          Step last = steps.remove(steps.size() - 1);
          steps.add(new Step(last.words(), last.run(), List.copyOf(block)));
        }
        afterCommands = line.equals("```sh");
        i += block.size() + 1;
      } else if (!line.isBlank()) {
        afterCommands = false;
      }
    }
    return new TutorialPage(file, List.copyOf(steps));
  }

  private static int end(List<String> lines, int from) {
    int end = from;
    while (!lines.get(end).equals("```")) {
      end++;
    }
    return end;
  }

  private static List<String> words(String command) {
    String plain = command.substring(COMMAND.length()).replaceFirst(" +#.*", "");
    return List.of(plain.strip().split(" +"));
  }
}
