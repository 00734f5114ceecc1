package dev.signet.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signet.TestPictures;
import dev.signet.audit.Floor.Rule;
import dev.signet.data.DataParts;
import dev.signet.data.ImageSource;
import dev.signet.data.LabelledImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearestNeighbourFloorTest {
  private final DataParts clean = Album.clean(150, 60, 11);

  @Test
  void nearestPictureIsTheOneThatABruteSearchFinds() {
    ImageSource train = clean.train();
    ImageSource test = clean.test().orElseThrow();
    int correct = 0;
    for (int i = 0; i < test.size(); i++) {
      int best = 0;
      for (int j = 0; j < train.size(); j++) {
        if (PixelDistance.rms(test.pixels(i), train.pixels(j))
            < PixelDistance.rms(test.pixels(i), train.pixels(best))) {
          best = j;
        }
      }
      correct += train.label(best) == test.label(i) ? 1 : 0;
    }
    NearestNeighbourFloor floor = NearestNeighbourFloor.measure(clean, Effort.FULL);
    assertThat(floor.of(Rule.NEAREST_PICTURE).score().correct()).isEqualTo(correct);
    assertThat(floor.of(Rule.NEAREST_PICTURE).score().count()).isEqualTo(60);
    assertThat(floor.heldOut()).isTrue();
    assertThat(floor.chance()).isCloseTo(1 / 6.0, within(1e-9));
  }

  @Test
  void onePassFindsWhatTheSearchFinds() {
    ImageSource train = TestPictures.coloured(60, 16, 3, 1);
    ImageSource test = TestPictures.coloured(20, 16, 3, 2);
    int[] none = IntStream.range(0, 20).map(i -> i % 2 == 0 ? -1 : i).toArray();
    for (View view : List.of(View.whole(train.pictureSize()), View.corners(train.pictureSize()))) {
      byte[][] queries =
          IntStream.range(0, 20).mapToObj(i -> view.of(test.pixels(i))).toArray(byte[][]::new);
      assertThat(NearestScan.nearest(train, view, queries, none))
          .isEqualTo(
              new NearestNeighbour(view.of(train), 60, view).nearest(20, i -> queries[i], none));
    }
  }

  @Test
  void aPictureIsNotItsOwnNeighbourWhereNoneAreHeldOut() {
    // One picture a class: each must take another one's label.
    List<LabelledImage> six = Album.images(clean.train()).subList(0, 6);
    NearestNeighbourFloor floor = NearestNeighbourFloor.measure(Album.alone(six), Effort.FULL);
    assertThat(floor.heldOut()).isFalse();
    assertThat(floor.judged()).isEqualTo(6);
    assertThat(six.stream().map(LabelledImage::label).distinct()).hasSize(6);
    assertThat(floor.floors())
        .allSatisfy(each -> assertThat(each.score().correct()).as(each.rule().title()).isZero());
  }

  @Test
  void markedCornersAreAShortcutAndUnmarkedOnesAreNot() {
    assertThat(NearestNeighbourFloor.measure(clean, Effort.FULL).isShortcut(Rule.CORNERS))
        .isFalse();
    List<LabelledImage> train = new ArrayList<>(Album.images(clean.train()));
    List<LabelledImage> test = new ArrayList<>(Album.images(clean.test().orElseThrow()));
    train.replaceAll(NearestNeighbourFloorTest::mark);
    test.replaceAll(NearestNeighbourFloorTest::mark);
    NearestNeighbourFloor marked =
        NearestNeighbourFloor.measure(Album.parts(train, test), Effort.FULL);
    assertThat(marked.isShortcut(Rule.CORNERS)).isTrue();
    assertThat(marked.of(Rule.CORNERS).score().accuracy()).isGreaterThan(0.9);
  }

  /** Writes the class into the upper left corner, 4 x 4 pixels. */
  private static LabelledImage mark(LabelledImage image) {
    byte[] pixels = image.pixels().clone();
    for (int y = 0; y < 4; y++) {
      for (int i = 0; i < 12; i++) {
        pixels[y * 32 * 3 + i] = (byte) (40 * image.label());
      }
    }
    return new LabelledImage(image.id(), image.label(), pixels);
  }

  @Test
  void workIsBoundedButNotBelowWhatAnIntervalNeeds() {
    DataParts many = Album.clean(60, 150, 12);
    NearestNeighbourFloor floor = NearestNeighbourFloor.measure(many, new Effort(1000, 7200));
    assertThat(floor.judged()).isEqualTo(120); // 120 x 60 comparisons
    assertThat(floor.available()).isEqualTo(150);
    assertThat(NearestNeighbourFloor.measure(many, new Effort(1000, 60)).judged()).isEqualTo(100);
    assertThat(NearestNeighbourFloor.measure(many, new Effort(7, 1 << 30)).judged()).isEqualTo(7);
  }

  @Test
  void chanceIsThatOfAllPicturesAlsoWhereFewAreJudged() {
    NearestNeighbourFloor few = NearestNeighbourFloor.measure(clean, new Effort(7, 1 << 30));
    assertThat(few.judged()).isEqualTo(7);
    assertThat(few.chance()).isCloseTo(1 / 6.0, within(1e-9));
  }

  @Test
  void classesOfOnePictureAreNotGivenAwayByTheBackground() {
    DataParts each = Album.ofOneEach(40);
    NearestNeighbourFloor floor = NearestNeighbourFloor.measure(each, Effort.FULL);
    assertThat(floor.of(Rule.CORNERS).score().correct()).isZero();
    assertThat(floor.isShortcut(Rule.CORNERS)).isFalse();
    assertThat(floor.isShortcut(Rule.COLOURS)).isFalse();
    assertThat(floor.lookingUpHelps()).isFalse();
  }

  @Test
  void colourStatisticsAreThoseOfAHandComputedPicture() {
    byte[] pixels = {10, 0, (byte) 255, 30, 0, (byte) 255};
    assertThat(ColourStatistics.of(pixels)).containsExactly(20, 0, 255, 10, 0, 0);
  }

  @Test
  void explainedShareIsThatOfAHandComputedFixture() {
    // Class 0: 1, 3 (mean 2); class 1: 5, 7 (mean 6); mean 4.
    // Within: 1 + 1 + 1 + 1 = 4, over 4 - 2; total: 9 + 1 + 1 + 9 = 20, over 4 - 1; 1 - 2 / 6.67.
    Confound confound =
        Confound.of(
            Confound.Property.BRIGHTNESS, new double[] {1, 3, 5, 7}, new int[] {0, 0, 1, 1}, 2);
    assertThat(confound.explained()).isCloseTo(0.7, within(1e-12));
    assertThat(confound.classMeans()).containsExactly(2.0, 6.0);
  }
}
