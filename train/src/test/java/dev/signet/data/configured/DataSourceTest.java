package dev.signet.data.configured;

import static dev.signet.data.TestImages.dataset;
import static dev.signet.data.TestImages.fixture;
import static dev.signet.data.TestImages.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import dev.signet.data.DataParts;
import dev.signet.data.ImageSource;
import dev.signet.data.Part;
import dev.signet.data.hdf5.SignsHdf5;
import dev.signet.picture.ImageSize;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSourceTest {
  @TempDir Path folder;

  @Test
  void readsAFolderWithATrainingAndATestFile() {
    SignsHdf5.write(folder.resolve("train_signs.h5"), dataset(0, 1, 0, 1), Part.TRAIN);
    SignsHdf5.write(folder.resolve("test_signs.h5"), dataset(1, 0), Part.TEST);
    SignsHdf5.write(folder.resolve("val_signs.h5"), dataset(0, 0, 1), Part.VALIDATION);
    DataParts parts = DataSource.of(folder).load();
    assertThat(parts.train().size()).isEqualTo(4);
    assertThat(parts.test().orElseThrow().size()).isEqualTo(2);
    assertThat(parts.validation().orElseThrow().size()).isEqualTo(3);
    assertThat(DataSource.of(folder).loadTest().size()).isEqualTo(2);
  }

  @Test
  void refusesToChooseAmongSeveralTrainingFiles() {
    SignsHdf5.write(folder.resolve("train_a.h5"), dataset(0, 1), Part.TRAIN);
    assertThat(DataSource.of(folder).load().test()).isEmpty();
    SignsHdf5.write(folder.resolve("train_b.h5"), dataset(0, 1), Part.TRAIN);
    assertThatThrownBy(() -> DataSource.of(folder).load())
        .hasMessage(
            "%s holds several train files (train_a.h5, train_b.h5); name the one you mean instead of"
                + " the folder",
            folder);
  }

  @Test
  void readsAFileAndTestDataFromElsewhere() {
    Path train = folder.resolve("signs.h5");
    Path test = folder.resolve("other.h5");
    SignsHdf5.write(train, dataset(0, 1, 1), Part.TRAIN);
    SignsHdf5.write(test, dataset(0, 1), Part.TEST);
    DataParts parts = DataSource.of(train).withTestData(test).load();
    assertThat(parts.test().orElseThrow().size()).isEqualTo(2);
    assertThat(DataSource.of(train).loadTest().size()).isEqualTo(3);
    assertThatThrownBy(() -> DataSource.of(test).load())
        .isInstanceOf(SignetException.class)
        .hasMessageStartingWith(test + " holds no training pictures, only a test part");
  }

  @Test
  void resizesToTheSizeThatIsAskedFor() throws IOException {
    Path file = folder.resolve("signs.h5");
    SignsHdf5.write(file, dataset(0, 1), Part.TRAIN);
    ImageSource own = DataSource.of(file).load().train();
    assertThat(new ImageSize(own.pictureSize().height(), own.pictureSize().width()))
        .hasToString("4 x 3");
    ImageSource resized = DataSource.of(file).resizedTo(new ImageSize(8, 9)).load().train();
    assertThat(resized.pictureSize().height()).isEqualTo(8);
    assertThat(resized.pictureSize().width()).isEqualTo(9);
    assertThat(resized.pixels(1)).containsOnly((byte) 201);
    picture("photos/a/1.png");
    picture("photos/b/1.png");
    assertThat(DataSource.of(folder.resolve("photos")).load().train().pictureSize().height())
        .isEqualTo(64);
  }

  @Test
  void matchesTestDataWithFewerClassesByName() {
    Path train = folder.resolve("signs.h5");
    Path test = folder.resolve("other.h5");
    SignsHdf5.write(train, named(List.of("a", "b", "c"), List.of("1", "2"), 0, 2), Part.TRAIN);
    SignsHdf5.write(test, named(List.of("c", "a"), List.of("1", "2"), 0, 1), Part.TEST);
    List<String> remarks = new ArrayList<>();
    DataParts parts = DataSource.of(train).withTestData(test).onRemark(remarks::add).load();
    assertThat(parts.test().get().classes()).containsExactly("a", "b", "c");
    assertThat(parts.test().get().classCounts()).containsExactly(1, 0, 1);
    assertThat(parts.test().get().label(0)).isEqualTo(2);
    assertThat(remarks)
        .containsExactly(test + " has no pictures of b; there is no recall for them");
  }

  @Test
  void refusesTestDataWithAClassThatIsNotKnownByThatAlone() {
    Path train = folder.resolve("signs.h5");
    Path test = folder.resolve("other.h5");
    SignsHdf5.write(train, dataset(0, 1), Part.TRAIN);
    SignsHdf5.write(test, dataset(0, 1, 2), Part.TEST);
    assertThatThrownBy(() -> DataSource.of(train).withTestData(test).load())
        .hasMessage(
            "%s has classes that %s does not know: 2; it knows 0, 1", test.toString(), train);
  }

  @Test
  void readsALabelByTheListOfClassesOfTheFileBeside() throws IOException {
    Files.copy(fixture("odd_no_classes.h5"), folder.resolve("train_signs.h5"));
    Files.copy(fixture("names_fixed.h5"), folder.resolve("test_signs.h5"));
    List<String> remarks = new ArrayList<>();
    DataParts parts = DataSource.of(folder).onRemark(remarks::add).load();
    assertThat(parts.train().classes()).containsExactly("fist", "one", "二");
    assertThat(remarks).hasSize(1);
    assertThat(remarks.get(0)).contains("train_signs.h5 has no list_classes; taken from ");
    DataParts apart =
        DataSource.of(folder.resolve("train_signs.h5"))
            .withTestData(folder.resolve("test_signs.h5"))
            .load();
    assertThat(apart.train().classes()).containsExactly("fist", "one", "二");
  }

  @Test
  void takesPicturesThatLieBesideAModelOfKeras() throws IOException {
    picture("a/1.png");
    picture("b/1.png");
    Files.writeString(folder.resolve("model.h5"), "");
    Files.writeString(folder.resolve("weights.hdf5"), "no HDF5");
    List<String> remarks = new ArrayList<>();
    assertThat(DataSource.of(folder).onRemark(remarks::add).load().train().size()).isEqualTo(2);
    assertThat(remarks)
        .containsExactly(
            folder
                + " holds model.h5, weights.hdf5, but no train_*.h5; the pictures in its folders"
                + " are taken");
  }

  @Test
  void readsValidAsTheValidationPart() {
    SignsHdf5.write(folder.resolve("train_signs.h5"), dataset(0, 1), Part.TRAIN);
    SignsHdf5.write(folder.resolve("valid_signs.h5"), dataset(0, 1), Part.VALIDATION);
    DataParts parts = DataSource.of(folder).load();
    assertThat(parts.validation()).isPresent();
    assertThat(parts.test()).isEmpty();
  }

  @Test
  void judgesByPicturesOfOneClass() throws IOException {
    picture("judged/a/1.png");
    ImageSource judged = DataSource.of(folder.resolve("judged")).loadTest();
    assertThat(judged.classes()).containsExactly("a");
    assertThatThrownBy(() -> DataSource.of(folder.resolve("judged")).load())
        .hasMessageContaining(" has one class folder (a); at least two class folders are expected");
  }

  @Test
  void refusesTrainingPicturesOfOneClass() {
    Path train = folder.resolve("signs.h5");
    SignsHdf5.write(train, dataset(1, 1, 1), Part.TRAIN);
    assertThatThrownBy(() -> DataSource.of(train).load())
        .hasMessage(
            "%s: all 3 pictures are of class 1; pictures of at least two classes are needed",
            train);
  }

  @Test
  void saysWhatItLookedForAndWhatIsThere() throws IOException {
    assertThatThrownBy(() -> DataSource.of(folder.resolve("none")).load())
        .hasMessageEndingWith(
            "none does not exist; an .h5 file or a folder of pictures is expected");
    assertThatThrownBy(() -> DataSource.of(folder).load())
        .hasMessageEndingWith("but it holds nothing");
    for (int i = 0; i < 10; i++) {
      Files.writeString(folder.resolve("note" + i + ".txt"), "");
    }
    assertThatThrownBy(() -> DataSource.of(folder).load())
        .isInstanceOf(SignetException.class)
        .hasMessageStartingWith(
            folder
                + " holds no data; looked for train_*.h5 and test_*.h5, and for one folder a"
                + " class, but it holds note0.txt, note1.txt")
        .hasMessageEndingWith("note7.txt and 2 more");
    Files.writeString(folder.resolve("pictures.h5"), "");
    assertThatThrownBy(() -> DataSource.of(folder).load())
        .hasMessage(
            "%s holds pictures.h5, but no train_*.h5; name the file you mean instead of the folder",
            folder);
  }

  private void picture(String below) throws IOException {
    Path file = folder.resolve(below);
    Files.createDirectories(file.resolveSibling(""));
    BufferedImage image = new BufferedImage(5, 5, BufferedImage.TYPE_INT_RGB);
    assertThat(ImageIO.write(image, "png", file.toFile())).isTrue();
  }
}
