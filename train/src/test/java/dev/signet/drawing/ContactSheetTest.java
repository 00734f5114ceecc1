package dev.signet.drawing;

import static dev.signet.data.TestImages.dataset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.InvalidValueException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactSheetTest {
  @TempDir Path folder;

  @Test
  void drawsARowForEachClassEvenAnEmptyOne() throws IOException {
    Path file = folder.resolve("sheet.png");
    ContactSheet.write(file, dataset(0, 0, 0, 2), 2);
    BufferedImage sheet = ImageIO.read(file.toFile());
    assertThat(sheet.getHeight()).isEqualTo(3 * 96 + 2 * 6 + 2 * 16);
    assertThat(sheet.getWidth()).isEqualTo(16 + 132 + 2 * 72 + 6 + 16);
    assertThat(sheet.getRGB(16 + 132 + 10, 16 + 10)).isEqualTo(0xffc8c8c8);
  }

  @Test
  void refusesFewerThanOnePictureAClass() {
    assertThatThrownBy(() -> ContactSheet.draw(dataset(0, 1), 0))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("pictures a class must be at least 1 but was 0");
  }
}
