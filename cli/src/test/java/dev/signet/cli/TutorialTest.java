package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.cli.TutorialPage.Step;
import dev.signet.testing.Python;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tutorial's commands print what the tutorial says. */
class TutorialTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Path ENGLISH = DOCS.resolve("tutorial.md");
  private static final Path CHINESE = DOCS.resolve("tutorial.zh-CN.md");

  /** Where the tutorial's commands write. */
  private static final String LESSON = "lesson";

  private static final Pattern IMAGE = Pattern.compile("\\((images/[^)]+)\\)");

  @TempDir static Path folder;

  private static final List<String> ANSWERS = new ArrayList<>();

  @BeforeAll
  static void runAllCommands() throws IOException {
    for (Step step : TutorialPage.read(ENGLISH).steps()) {
      if (step.run()) {
        SignetRun run = SignetRun.of(step.words().stream().map(TutorialTest::here).toList());
        assertThat(run.code()).as("%s: %s", step, run.err()).isZero();
        ANSWERS.add(run.out().replace(folder + "/" + LESSON, LESSON));
      }
    }
  }

  private static String here(String word) {
    if (word.startsWith(LESSON)) {
      return folder.resolve(word).toString();
    }
    return word.startsWith("docs/") ? DOCS.resolveSibling(word).toString() : word;
  }

  @Test
  void commandsPrintWhatThePageSays() throws IOException {
    List<Step> steps = TutorialPage.read(ENGLISH).steps().stream().filter(Step::run).toList();
    assertThat(steps).hasSameSizeAs(ANSWERS).hasSizeGreaterThan(8);
    for (int i = 0; i < steps.size(); i++) {
      requirePrinted(steps.get(i), ANSWERS.get(i).lines().toList());
    }
  }

  /** Line by line; where the page has dots, it leaves lines out. */
  private static void requirePrinted(Step step, List<String> answer) {
    int next = 0;
    boolean leftOut = false;
    for (String line : step.printed()) {
      if (line.equals("...")) {
        leftOut = true;
        continue;
      }
      String wanted = stable(line);
      int found = next;
      while (leftOut && found < answer.size() && !stable(answer.get(found)).equals(wanted)) {
        found++;
      }
      assertThat(answer).as("%s prints: %s", step, line).hasSizeGreaterThan(found);
      assertThat(stable(answer.get(found))).as(step.toString()).isEqualTo(wanted);
      next = found + 1;
      leftOut = false;
    }
  }

  /** What is measured is a number with a fraction, and another machine rounds otherwise. */
  private static String stable(String line) {
    return line.matches(".*\\d[.]\\d.*|.*\\de-\\d.*")
        ? line.replaceAll("-?\\d[\\d,]*([.]\\d+)?(e-?\\d+)?", "#").replaceAll(" +", " ")
        : line.stripTrailing();
  }

  @Test
  void shownCommandsAreOnesThatSignetKnows() throws IOException {
    List<Step> steps = TutorialPage.read(ENGLISH).steps();
    assertThat(steps).isNotEmpty();
    assertThat(steps)
        .allSatisfy(
            step ->
                assertThat(
                        Main.commandLine()
                            .parseArgs(step.words().toArray(String[]::new))
                            .hasSubcommand())
                    .as(step.toString())
                    .isTrue());
  }

  /** What the text makes of the numbers. */
  @Test
  void trainedNetworkKnowsItsPicturesAndLessOfOthers() {
    String training = answerWith("Test accuracy: ");
    double train = number(training, "Train accuracy: ([\\d.]+)%");
    double test = number(training, "Test accuracy: ([\\d.]+)%");
    double nearest = number(training, "anything under ([\\d.]+) %");
    assertThat(train).isGreaterThan(test + 10);
    assertThat(test).isGreaterThan(nearest);
  }

  private static String answerWith(String text) {
    return ANSWERS.stream().filter(answer -> answer.contains(text)).findFirst().orElseThrow();
  }

  private static double number(String answer, String pattern) {
    return Pattern.compile(pattern)
        .matcher(answer)
        .results()
        .mapToDouble(found -> Double.parseDouble(found.group(1)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void chinesePageShowsTheSame() throws IOException {
    String english = Files.readString(ENGLISH);
    String chinese = Files.readString(CHINESE);
    assertThat(TutorialPage.read(CHINESE).steps()).isEqualTo(TutorialPage.read(ENGLISH).steps());
    assertThat(CodeLink.of(chinese).toList()).isEqualTo(CodeLink.of(english).toList());
    assertThat(images(chinese)).isEqualTo(images(english)).isNotEmpty();
    assertThat(python(chinese)).isEqualTo(python(english));
  }

  private static List<String> images(String page) {
    return IMAGE.matcher(page).results().map(found -> found.group(1)).toList();
  }

  @Test
  @Tag("python")
  void pythonOfThePageReadsTheParameters() throws IOException, InterruptedException {
    Python python = Python.with("torch");
    String script = python(Files.readString(ENGLISH)).replace(LESSON + "/", here(LESSON) + "/");
    assertThat(python.run(script)).contains("71 arrays", "torch.Size([8, 3, 7, 7])");
  }

  private static String python(String page) {
    return page.split("```python\n", 2)[1].split("```", 2)[0];
  }
}
