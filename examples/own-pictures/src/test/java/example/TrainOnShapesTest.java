package example;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainOnShapesTest {
  @Test
  void shapesAreLearned(@TempDir Path folder) {
    String said = TrainOnShapes.train(folder.resolve("run"));
    assertTrue(said.endsWith("the disc is a disc"), said);
  }
}
