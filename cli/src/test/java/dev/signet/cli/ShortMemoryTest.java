package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A training that memory is refused to, Java's or the system's, says so in one sentence. */
@Tag("faults")
class ShortMemoryTest {
  private static Path folder;
  private static Path pictures;

  @BeforeAll
  static void makePictures(@TempDir Path shared) {
    folder = shared;
    pictures = SignetRun.makePictures(shared.resolve("pictures"));
  }

  private static List<Object> begin(Path out, String arch) {
    return List.of(
        "--arch",
        arch,
        "--recipe",
        "classic",
        "--threads",
        1,
        "--batch-size",
        24,
        "--data",
        pictures,
        "--input",
        "3x512x512",
        "--epochs",
        1,
        "--out",
        out);
  }

  /** While the pictures are read, and while they are put into batches. */
  @ParameterizedTest
  @ValueSource(ints = {16, 24, 32})
  void fullHeapIsOneSentence(int megabytes) throws Exception {
    Path out = folder.resolve("heap-" + megabytes);
    try (TrainingProcess process =
        TrainingProcess.start(List.of(), begin(out, "tiny"), "-Xmx" + megabytes + "m")) {
      assertThat(process.exit()).as(process.said()).isEqualTo(1);
      assertThat(lastLine(process))
          .matches(
              "error: Java's (heap of \\d+ MB is|direct buffers, .* are) full; give it more"
                  + " \\(SIGNET_JAVA_OPTS=.*");
      assertThat(process.said()).doesNotContain("\tat ", "Exception");
    }
    assertThat(out).doesNotExist();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "the limit is the shell's")
  void nativeMemoryThatIsRefusedIsASentenceWithTheBatchThatWouldFit() throws Exception {
    Path out = folder.resolve("native");
    try (TrainingProcess process =
        TrainingProcess.start(TrainingProcess.below("ulimit -v 6000000"), begin(out, "resnet50"))) {
      assertThat(process.exit()).as(process.said()).isEqualTo(1);
      assertThat(lastLine(process))
          .matches("error: .* a batch of \\d+ would fit \\(--batch-size\\)");
      assertThat(process.said()).doesNotContain("\tat ", "Exception");
    }
    assertThat(out).doesNotExist();
  }

  private static String lastLine(TrainingProcess process) {
    List<String> lines = process.said().lines().toList();
    return lines.get(lines.size() - 1);
  }
}
