package dev.signet.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.signet.InvalidValueException;
import dev.signet.picture.ImageSize;
import org.junit.jupiter.api.Test;

class HeatmapTest {
  @Test
  void pixelsLieBetweenTheCentresOfCells() {
    Heatmap map = new Heatmap(1, 2, new float[] {0, 8}).resizedTo(new ImageSize(2, 8));
    assertThat(map.rows()).isEqualTo(2);
    assertThat(map.columns()).isEqualTo(8);
    // Centres of the cells lie at 1.5 and 5.5; a pixel's own centre counts, the edges are level.
    assertThat(map.values()).startsWith(0, 0, 1, 3, 5, 7, 8, 8).endsWith(0, 0, 1, 3, 5, 7, 8, 8);
  }

  @Test
  void mapOfItsOwnSizeStaysAsItIs() {
    float[] values = {1, 2, 3, 4, 5, 6};
    assertThat(new Heatmap(2, 3, values).resizedTo(new ImageSize(2, 3)).values()).isEqualTo(values);
  }

  @Test
  void shareOfALevelMapIsTheAreaOfTheFrame() {
    Frame frame = new Frame(new ImageSize(8, 10), 2);
    assertThat(frame.area()).isEqualTo(1 - 24 / 80.0);
    assertThat(new Heatmap(1, 1, new float[] {3}).shareOn(frame)).isCloseTo(0.7, within(1e-9));
  }

  @Test
  void shareCountsWhatSpeaksForTheClassAlone() {
    float[] values = new float[16];
    values[0] = 1; // a corner
    values[5] = 3; // in the centre
    values[6] = -9; // speaks against
    Frame frame = new Frame(new ImageSize(4, 4), 1);
    assertThat(new Heatmap(4, 4, values).shareOn(frame)).isCloseTo(0.25, within(1e-9));
    assertThat(new Heatmap(4, 4, values).peak()).isEqualTo(3);
    assertThat(new Heatmap(1, 1, new float[] {-1}).shareOn(frame)).isNaN();
    assertThat(new Heatmap(1, 1, new float[] {-1}).peak()).isZero();
  }

  @Test
  void frameLeavesACentre() {
    ImageSize size = new ImageSize(9, 20);
    assertThat(new Frame(size, 4).contains(4, 10)).isFalse();
    assertThat(new Frame(size, 4).contains(3, 10)).isTrue();
    assertThat(new Frame(size, 4).contains(4, 16)).isTrue();
    assertThatThrownBy(() -> new Frame(size, 5))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("a border of 9 x 20 pixels must be 1 to 4 pixels thick but was 5");
  }
}
