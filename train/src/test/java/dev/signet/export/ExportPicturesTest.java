package dev.signet.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.TestPictures;
import dev.signet.config.InputSize;
import dev.signet.data.DataParts;
import dev.signet.data.ImageSource;
import dev.signet.picture.Batch;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExportPicturesTest {
  @Test
  void picturesAreComparedThatWereNotCalibratedOn() {
    ImageSource all = TestPictures.coloured(100, 8, 2, 1);
    ExportPictures pictures =
        ExportPictures.of(new DataParts(all, Optional.empty(), Optional.empty()), 25);
    assertThat(indices(pictures.calibration())).hasSize(25).startsWith(0, 4, 8).endsWith(96);
    assertThat(indices(pictures.check()))
        .hasSize(25)
        .doesNotContainAnyElementsOf(indices(pictures.calibration()));
    assertThat(pictures.name()).isEqualTo("25 of coloured");
  }

  @Test
  void testPartIsComparedIfThereIsOne() {
    ImageSource train = TestPictures.coloured(10, 8, 2, 1);
    ImageSource test = TestPictures.coloured(5, 8, 2, 2);
    ExportPictures pictures =
        ExportPictures.of(new DataParts(train, Optional.empty(), Optional.of(test)), 1000);
    assertThat(indices(pictures.calibration())).hasSize(10).doesNotHaveDuplicates();
    assertThat(indices(pictures.check())).hasSize(5).doesNotHaveDuplicates();
    assertThat(pictures.check().get(0).images()).isNotEqualTo(pictures.calibration().get(0));
  }

  @Test
  void noiseHasAllBrightnessesAndIsTheSameEveryTime() {
    ExportPictures noise = ExportPictures.noise(InputSize.square(8), 40);
    assertThat(noise.calibration()).isEmpty();
    assertThat(noise.check().stream().mapToInt(Batch::count).sum()).isEqualTo(40);
    assertThat(noise.check().get(2).images())
        .isEqualTo(ExportPictures.noise(InputSize.square(8), 40).check().get(2).images());
    Batch last = noise.check().get(2);
    assertThat(IntStream.range(0, last.images().limit()).map(i -> last.images().get(i) & 255))
        .anyMatch(value -> value < 5)
        .anyMatch(value -> value > 250);
  }

  private static List<Integer> indices(List<Batch> batches) {
    return batches.stream().flatMap(batch -> Arrays.stream(batch.indices()).boxed()).toList();
  }
}
