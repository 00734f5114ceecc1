package dev.signet.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that depends on this module alone: what Maven resolves for it, and that it answers. */
class PlainProgramTest {
  private static final Path CLASS_PATH = Path.of("target", "runtime-class-path.txt");
  private static final Path MODEL =
      Path.of("../testing/src/main/resources/golden/model-v1.safetensors");

  @TempDir Path folder;

  private static String dependencies() throws IOException {
    return Files.readString(CLASS_PATH).strip();
  }

  @Test
  void nothingOfLibtorchIsOnItsClassPath() throws IOException {
    assertThat(dependencies())
        .contains("onnxruntime")
        .doesNotContain("bytedeco", "javacpp", "pytorch", "openblas", "jhdf");
  }

  @Test
  void pictureInEveryFormIsAnswered() throws IOException, InterruptedException {
    BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.ORANGE);
    graphics.fillOval(5, 5, 25, 20);
    graphics.dispose();
    Path picture = folder.resolve("picture.png");
    ImageIO.write(image, "png", picture.toFile());
    Path output = folder.resolve("output.txt");
    Path classes = folder.resolve("classes.txt");
    ProcessBuilder command =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xlog:class+load:file=" + classes,
                "-Dlong.command.line=" + "/a/long/path.jar:".repeat(5000),
                "-cp",
                String.join(
                    File.pathSeparator, "target/classes", "target/test-classes", dependencies()),
                PlainProgram.class.getName(),
                MODEL.toString(),
                picture.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    command.environment().remove("ORT_DISABLE_TELEMETRY"); // it is not everybody who sets it
    int status = command.start().waitFor();
    List<String> lines = Files.readAllLines(output);
    assertThat(status).as(String.join("\n", lines)).isZero();
    assertThat(lines).hasSize(7);
    assertThat(lines.subList(0, 6)).containsOnly(lines.get(0)).allMatch(it -> it.endsWith("of 6"));
    assertThat(lines.get(6)).startsWith("fp32, ONNX Runtime 1.");
    assertThat(Files.readString(classes))
        .as("what it does not need and what takes long to load")
        .contains("tools.jackson.core.")
        .doesNotContain("tools.jackson.databind.");
  }
}
