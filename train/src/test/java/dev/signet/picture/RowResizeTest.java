package dev.signet.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowResizeTest {
  @ParameterizedTest
  @CsvSource({"37,53,16,20", "5,7,30,41", "20,20,20,20", "64,1,9,9", "3,90,3,12", "41,12,12,41"})
  void equalsTurningTheWholeAndResizingThen(int height, int width, int toHeight, int toWidth) {
    byte[] pixels = new byte[height * width * 3];
    new Random(1).nextBytes(pixels);
    ImageSize to = new ImageSize(toHeight, toWidth);
    for (int orientation = 1; orientation <= 8; orientation++) {
      RowResize resize = new RowResize(height, width, orientation, Framing.squeezed(to));
      for (int y = 0; y < height; y++) {
        resize.accept(Arrays.copyOfRange(pixels, y * width * 3, (y + 1) * width * 3));
      }
      boolean sideways = orientation > 4;
      ImageSize upright = sideways ? new ImageSize(width, height) : new ImageSize(height, width);
      assertThat(resize.result())
          .as("orientation %d", orientation)
          .isEqualTo(Resize.toSize(turned(pixels, height, width, orientation), upright, to));
    }
  }

  @Test
  void doesNotAnswerBeforeAllRowsCame() {
    RowResize resize = new RowResize(2, 2, 1, Framing.squeezed(new ImageSize(2, 2)));
    resize.accept(new byte[6]);
    assertThatThrownBy(resize::result).hasMessage("1 of 2 rows came");
  }

  /** EXIF's definition: where the stored rows and columns begin. */
  private static byte[] turned(byte[] pixels, int height, int width, int orientation) {
    boolean sideways = orientation > 4;
    int rows = sideways ? width : height;
    int columns = sideways ? height : width;
    byte[] result = new byte[pixels.length];
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        int row = sideways ? x : y;
        int column = sideways ? y : x;
        int from =
            switch (orientation) {
                  case 1, 5 -> row * width + column;
                  case 2, 8 -> row * width + width - 1 - column;
                  case 4, 6 -> (height - 1 - row) * width + column;
                  default -> (height - 1 - row) * width + width - 1 - column;
                }
                * 3;
        System.arraycopy(pixels, from, result, (y * columns + x) * 3, 3);
      }
    }
    return result;
  }
}
