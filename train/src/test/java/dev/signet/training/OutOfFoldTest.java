package dev.signet.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.InvalidValueException;
import dev.signet.TestPictures;
import dev.signet.audit.LabelFaults;
import dev.signet.audit.Suspect;
import dev.signet.config.RunConfig;
import dev.signet.data.ImageSource;
import dev.signet.data.InMemorySource;
import dev.signet.data.LabelledImage;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.picture.ImageSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OutOfFoldTest {
  private final RunConfig config = TestPictures.run(16, 4, 6, 16, 0.002);
  private final ComputeDevice device = ComputeDevice.choose("cpu");

  @Test
  void flippedLabelsAreFoundInTheFirstTenthOfTheRanking() {
    ImageSource clean = TestPictures.coloured(240, 16, 4, 3);
    Set<Integer> flipped = new TreeSet<>();
    List<LabelledImage> images = new ArrayList<>();
    for (int i = 0; i < clean.size(); i++) {
      LabelledImage image = LabelledImage.of(clean, i);
      boolean flip = i % 20 == 7; // 5 %
      if (flip) {
        flipped.add(i);
      }
      int label = flip ? (image.label() + 1) % 4 : image.label();
      images.add(new LabelledImage(image.id(), label, image.pixels()));
    }
    ImageSource faulty =
        new InMemorySource("faulty", new ImageSize(16, 16), clean.classes(), images);
    List<Integer> told = new ArrayList<>();
    double[][] probabilities =
        new OutOfFold(config, device, 3)
            .probabilities(faulty, (fold, folds, accuracy) -> told.add(fold), new StopSignal())
            .orElseThrow();
    assertThat(told).containsExactly(1, 2, 3);
    assertThat(Arrays.asList(probabilities))
        .allSatisfy(row -> assertThat(Arrays.stream(row).sum()).isBetween(0.999, 1.001));
    List<Suspect> first = LabelFaults.rank(faulty, probabilities).subList(0, faulty.size() / 10);
    long found = first.stream().filter(suspect -> flipped.contains(suspect.index())).count();
    assertThat((double) found / flipped.size()).isGreaterThanOrEqualTo(0.7);
  }

  @Test
  void askedToStopItGivesNoAnswer() {
    StopSignal stop = new StopSignal();
    stop.request();
    Optional<double[][]> answer =
        new OutOfFold(config, device, 2)
            .probabilities(TestPictures.coloured(40, 16, 4, 3), (f, n, a) -> {}, stop);
    assertThat(answer).isEmpty();
  }

  @Test
  void oneFoldIsRefused() {
    assertThatThrownBy(() -> new OutOfFold(config, device, 1))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("number of folds (--folds) must be between 2 and 100 but was 1");
  }
}
