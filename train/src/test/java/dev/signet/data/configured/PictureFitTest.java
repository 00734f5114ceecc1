package dev.signet.data.configured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import dev.signet.config.CacheMode;
import dev.signet.config.DataConfig;
import dev.signet.config.Fit;
import dev.signet.config.InputSize;
import dev.signet.data.DataParts;
import dev.signet.data.Fingerprint;
import dev.signet.data.ImageSource;
import dev.signet.data.InMemorySource;
import dev.signet.data.PictureFolder;
import dev.signet.data.cache.CacheFolder;
import dev.signet.data.cache.Keeping;
import dev.signet.picture.Framing;
import dev.signet.picture.ImageDecoder;
import dev.signet.picture.ImageSize;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PictureFitTest {
  private static final InputSize INPUT = InputSize.square(32);
  private static final ImageSize SIZE = new ImageSize(32, 32);

  @TempDir Path folder;
  private final List<String> remarks = new ArrayList<>();

  private DataConfig.Files photos(int height, int width) {
    Path photos = folder.resolve("photos");
    PictureFolder.write(photos, 12, height, width, 2);
    return new DataConfig.Files(photos.toString(), Optional.empty());
  }

  private DataParts asSuits(DataConfig config, InputSize input) {
    return ConfiguredData.loadAsSuits(config, Optional.of(input), remarks::add);
  }

  @ParameterizedTest
  @CsvSource({
    "40, 40, SQUEEZE, 12 of 12 pictures looked at are square",
    "40, 43, SQUEEZE, 12 of 12 pictures looked at are square",
    "40, 54, CROP, 0 of 12 pictures looked at are square",
    "54, 40, CROP, 0 of 12 pictures looked at are square",
  })
  void isChosenByTheHeadersAndSaid(int height, int width, Fit expected, String why) {
    DataConfig.Files files = photos(height, width);
    assertThat(asSuits(files, INPUT).train().fit()).isEqualTo(expected);
    assertThat(remarks)
        .containsExactly(
            "%s: fit %s, because %s; --fit chooses another"
                .formatted(files.data(), expected.label(), why));
  }

  @Test
  void aFewOddOnesOutDoNotCount() {
    DataConfig.Files files = photos(40, 40);
    PictureFolder.draw(Path.of(files.data(), "a/0.png"), new ImageSize(40, 90), 1, 0);
    assertThat(asSuits(files, INPUT).train().fit()).isEqualTo(Fit.SQUEEZE);
    PictureFolder.draw(Path.of(files.data(), "a/2.png"), new ImageSize(40, 90), 1, 0);
    assertThat(asSuits(files, INPUT).train().fit()).isEqualTo(Fit.CROP);
  }

  @Test
  void anInputOfTheirShapeSqueezes() {
    assertThat(asSuits(photos(40, 60), InputSize.parse("32x48")).train().fit())
        .isEqualTo(Fit.SQUEEZE);
    assertThat(remarks.get(0)).contains("12 of 12 pictures looked at are of the shape of 32 x 48");
  }

  @Test
  void whoDoesNotAskSqueezes() {
    assertThat(ConfiguredData.load(photos(40, 60), Optional.of(INPUT)).train().fit())
        .isEqualTo(Fit.SQUEEZE);
  }

  @ParameterizedTest
  @EnumSource(Fit.class)
  void everyPartComesAsADecoderMakesIt(Fit fit) {
    DataConfig.Files files = photos(40, 60);
    Path test = folder.resolve("test");
    PictureFolder.write(test, 6, 60, 60, 2);
    DataConfig both = new DataConfig.Files(files.data(), Optional.of(test.toString())).withFit(fit);
    DataParts parts = ConfiguredData.load(both, Optional.of(INPUT));
    ImageDecoder decoder = new ImageDecoder(Framing.of(INPUT, fit));
    for (ImageSource part : List.of(parts.train(), parts.test().orElseThrow())) {
      assertThat(part.fit()).isEqualTo(fit);
      assertThat(part.pictureSize()).isEqualTo(SIZE);
      assertThat(part.pixels(3)).isEqualTo(decoder.decode(Path.of(part.id(3))));
    }
    assertThat(ConfiguredData.loadTest(both, Optional.of(INPUT)).pixels(2))
        .isEqualTo(parts.test().get().pixels(2));
  }

  @Test
  void testDataIsFittedAsTheTrainingPartIs() {
    DataConfig.Files files = photos(40, 60);
    Path test = folder.resolve("test");
    PictureFolder.write(test, 6, 60, 60, 2);
    DataConfig both = new DataConfig.Files(files.data(), Optional.of(test.toString()));
    assertThat(asSuits(both, INPUT).test().orElseThrow().fit()).isEqualTo(Fit.CROP);
  }

  @ParameterizedTest
  @EnumSource(CacheMode.class)
  void croppedOnesKeepWhatLiesAroundWhereverTheyAreKept(CacheMode mode) {
    DataSource source = DataSource.of(Path.of(photos(40, 60).data())).resizedTo(SIZE);
    Keeping keeping = Keeping.usual().in(mode).in(new CacheFolder(folder.resolve("cache")));
    ImageSource cropped = source.fittedBy(Fit.CROP).kept(keeping).load().train();
    ImageSource whole = cropped.uncropped();
    assertThat(whole.pictureSize()).isEqualTo(new ImageSize(36, 36));
    Framing wide = new Framing(SIZE, Fit.CROP, true);
    assertThat(whole.pixels(5)).isEqualTo(new ImageDecoder(wide).decode(Path.of(whole.id(5))));
    ImageSource some = cropped.subset("some", new int[] {5, 1});
    ImageSource others = some.labelled(List.of("x", "y"), new int[] {1, 0});
    assertThat(some.uncropped().pixels(0)).isEqualTo(whole.pixels(5));
    assertThat(others.uncropped().pixels(0)).isEqualTo(whole.pixels(5));
    assertThat(others.uncropped().label(0)).isEqualTo(1);
    assertThat(Fingerprint.of(cropped))
        .isEqualTo(Fingerprint.of(whole))
        .isNotEqualTo(Fingerprint.of(InMemorySource.of(cropped)));
    assertThat(InMemorySource.of(cropped).fit()).isEqualTo(Fit.CROP);
  }

  @Test
  void everyFitHasACacheOfItsOwn() {
    DataSource source = DataSource.of(Path.of(photos(40, 60).data()));
    Keeping keeping =
        Keeping.usual()
            .in(CacheMode.DISK)
            .in(new CacheFolder(folder.resolve("cache")))
            .onRemark(remarks::add);
    DataSource wide = source.resizedTo(SIZE).kept(keeping);
    wide.fittedBy(Fit.CROP).load(); // is kept with 36 x 36
    DataSource other = source.resizedTo(new ImageSize(36, 36)).kept(keeping);
    other.load();
    other.fittedBy(Fit.PAD).load();
    assertThat(remarks).hasSize(3).allMatch(remark -> remark.contains("are decoded once"));
    wide.fittedBy(Fit.CROP).load();
    assertThat(remarks.get(3)).contains("decoded pictures from the cache");
  }

  @Test
  void arraysAreFittedWhereAnotherSizeIsAskedFor() {
    DataSource packed = DataSource.of(Path.of("src/test/resources/dev/signet/data/contiguous.h5"));
    ImageSource own = packed.fittedAsSuits().onRemark(remarks::add).load().train();
    assertThat(own.fit()).isEqualTo(Fit.SQUEEZE);
    assertThat(remarks).isEmpty();
    ImageSize size = own.pictureSize();
    ImageSize flat = new ImageSize(size.height(), size.width() * 2);
    ImageSource cropped =
        packed.resizedTo(flat).fittedAsSuits().onRemark(remarks::add).load().train();
    assertThat(cropped.fit()).isEqualTo(Fit.CROP);
    assertThat(cropped.pictureSize()).isEqualTo(flat);
    assertThat(remarks.get(0)).contains("fit crop, because 0 of ");
  }

  @Test
  void partsOfDifferentFitsAreRefused() {
    DataConfig.Files files = photos(40, 60);
    ImageSource squeezed = ConfiguredData.load(files, Optional.of(INPUT)).train();
    ImageSource padded = ConfiguredData.load(files.withFit(Fit.PAD), Optional.of(INPUT)).train();
    assertThatThrownBy(() -> new DataParts(squeezed, Optional.empty(), Optional.of(padded)))
        .isInstanceOf(SignetException.class)
        .hasMessage(
            "%s was brought to size by fit pad, but %s by squeeze; both must be the same",
            files.data(), files.data());
  }
}
