package dev.signet.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.data.DataParts;
import dev.signet.data.LabelledImage;
import dev.signet.data.Part;
import dev.signet.data.synthetic.SyntheticSigns;
import dev.signet.metrics.Leak;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DuplicatesTest {
  private final DataParts clean = Album.clean(60, 24, 3);
  private final List<LabelledImage> train = new ArrayList<>(Album.images(clean.train()));
  private final List<LabelledImage> test =
      new ArrayList<>(Album.images(clean.test().orElseThrow()));

  @Test
  void differentPicturesAreNoDuplicates() {
    assertThat(Duplicates.find(clean).pairs()).isEmpty();
  }

  @Test
  void copiesInTheTestPartAreLeaksWhetherExactOrLossy() {
    test.set(5, train.get(17));
    test.set(9, Album.lossy(train.get(40), 1));
    Duplicates found = Duplicates.find(Album.parts(train, test));
    List<DuplicatePair> leaks = found.leaks(Part.TEST);
    assertThat(leaks).hasSize(2);
    assertThat(leaks.get(0).second().index()).isEqualTo(5);
    assertThat(leaks.get(0).first().index()).isEqualTo(17);
    assertThat(leaks.get(0).isExact()).isTrue();
    assertThat(leaks.get(1).second().index()).isEqualTo(9);
    assertThat(leaks.get(1).first().index()).isEqualTo(40);
    assertThat(leaks.get(1).distance()).isBetween(2.0, 5.0);
    DataParts parts = Album.parts(train, test);
    List<Leak> expected = new ArrayList<>(Leak.noneOf(test.size()));
    expected.set(5, Leak.IDENTICAL);
    expected.set(9, Leak.NEAR);
    assertThat(Duplicates.leaks(parts.test().orElseThrow(), parts.train())).isEqualTo(expected);
  }

  @Test
  void picturesThatAreAlikeStandTogether() {
    train.set(3, train.get(17));
    train.set(8, Album.lossy(train.get(17), 1));
    train.set(50, train.get(40));
    Duplicates found = Duplicates.find(Album.parts(train, test));
    List<Set<Integer>> groups = new ArrayList<>();
    found
        .groups()
        .forEach(it -> groups.add(new TreeSet<>(it.stream().map(PictureRef::index).toList())));
    assertThat(groups).containsExactlyInAnyOrder(Set.of(3, 8, 17), Set.of(40, 50));
  }

  @Test
  void exactCopyOfALossyCopyLeaksAsWell() {
    test.set(2, Album.lossy(train.get(30), 1));
    test.set(20, test.get(2));
    DataParts parts = Album.parts(train, test);
    List<Leak> leaks = Duplicates.leaks(parts.test().orElseThrow(), parts.train());
    assertThat(List.of(leaks.get(2), leaks.get(20))).containsExactly(Leak.NEAR, Leak.NEAR);
  }

  @Test
  void validationPartBetweenHidesNoLeak() {
    test.set(2, Album.lossy(train.get(30), 1));
    test.set(4, train.get(12));
    test.set(6, Album.lossy(train.get(33), 2));
    List<LabelledImage> validation = List.of(test.get(2), test.get(4), test.get(7));
    DataParts two = Album.parts(train, test);
    DataParts three =
        new DataParts(
            two.train(), Album.parts(train, validation).test(), two.test()); // the audit's view
    assertThat(Duplicates.find(three).leaks(Part.TEST, test.size()))
        .isEqualTo(Duplicates.leaks(two.test().orElseThrow(), two.train()));
    assertThat(Duplicates.find(three).leaks(Part.VALIDATION, 3))
        .containsExactly(Leak.NEAR, Leak.IDENTICAL, Leak.NONE);
  }

  @Test
  void everyPictureOfAClusterLeaksButItsPairsStayFew() {
    for (int i = 0; i < 10; i++) {
      train.set(i, train.get(0));
      test.set(i, train.get(0));
    }
    Duplicates found = Duplicates.find(Album.parts(train, test));
    assertThat(found.within(Part.TRAIN)).hasSize(9);
    assertThat(found.leaks(Part.TEST)).hasSize(10);
    assertThat(found.pairs()).hasSize(19);
  }

  /** A camera on a stand: without a bound each would be compared with a thousand, seven times. */
  @Test
  @Timeout(60)
  void thousandsOfPicturesOfOneSceneTakeSeconds() {
    byte[] scene = SyntheticSigns.generate(1, 64, 3).pixels(0);
    Random random = new Random(2);
    List<LabelledImage> alike = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      byte[] pixels = scene.clone();
      for (int k = 0; k < pixels.length; k++) {
        int value = (pixels[k] & 255) + random.nextInt(61) - 30; // two of them differ by 25
        pixels[k] = (byte) Math.max(0, Math.min(255, value));
      }
      alike.add(new LabelledImage("alike " + i, i % 6, pixels));
    }
    alike.set(3999, alike.get(7));
    Duplicates found =
        Duplicates.find(Album.parts(alike.subList(0, 3600), alike.subList(3600, 4000)));
    assertThat(found.pairs()).hasSize(1);
    assertThat(found.leaks(Part.TEST)).hasSize(1);
  }

  @Test
  void onePictureWithTwoLabelsIsAConflict() {
    LabelledImage picture = train.get(8);
    train.set(50, Album.relabelled(picture, (picture.label() + 1) % 6));
    List<DuplicatePair> conflicts = Duplicates.find(Album.alone(train)).conflicts();
    assertThat(conflicts).hasSize(1);
    assertThat(conflicts.get(0).first().index()).isEqualTo(8);
    assertThat(conflicts.get(0).second().index()).isEqualTo(50);
  }

  @Test
  void bandSearchFindsTheSamePairsAsLookingAtAll() {
    Random random = new Random(5);
    long[] hashes = new long[400];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = random.nextLong() >>> 1;
      if (i % 3 == 1) { // some bits of the one before
        hashes[i] = hashes[i - 1];
        for (int flips = random.nextInt(9); flips > 0; flips--) {
          hashes[i] ^= 1L << random.nextInt(63);
        }
      }
    }
    int[] all = java.util.stream.IntStream.range(0, hashes.length).toArray();
    Set<String> found = new TreeSet<>();
    HashNeighbours.forEach(hashes, all, (a, b) -> found.add(Math.min(a, b) + "-" + Math.max(a, b)));
    Set<String> expected = new TreeSet<>();
    for (int a = 0; a < hashes.length; a++) {
      for (int b = a + 1; b < hashes.length; b++) {
        if (Long.bitCount(hashes[a] ^ hashes[b]) <= HashNeighbours.MOST_BITS) {
          expected.add(a + "-" + b);
        }
      }
    }
    assertThat(expected).hasSizeGreaterThan(50);
    assertThat(found).isEqualTo(expected);
  }
}
