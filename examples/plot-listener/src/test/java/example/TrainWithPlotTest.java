package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainWithPlotTest {
  @Test
  void stepsArePlotted(@TempDir Path folder) throws IOException {
    TrainWithPlot.train(folder.resolve("run"));
    assertEquals(640, ImageIO.read(folder.resolve("run/loss-by-step.png").toFile()).getWidth());
  }
}
