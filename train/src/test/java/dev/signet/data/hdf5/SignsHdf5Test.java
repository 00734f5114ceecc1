package dev.signet.data.hdf5;

import static dev.signet.data.TestImages.fixture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signet.SignetException;
import dev.signet.data.Fingerprint;
import dev.signet.data.ImageSource;
import dev.signet.data.Part;
import dev.signet.data.TestImages;
import dev.signet.picture.ImageSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignsHdf5Test {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "contiguous",
        "compact",
        "gzip",
        "channels_chunked",
        "lzf",
        "latest",
        "user_block",
        "label_uint8",
        "label_int16_big_endian",
        "label_row"
      })
  void readsEveryStorageTheSame(String name) {
    ImageSource dataset = SignsHdf5.read(fixture(name + ".h5"));
    assertThat(dataset.size()).isEqualTo(10);
    assertThat(dataset.pictureSize()).isEqualTo(new ImageSize(6, 5));
    assertThat(dataset.classes()).containsExactly("0", "1", "2");
    for (int n = 0; n < 10; n++) {
      assertThat(dataset.label(n)).isEqualTo(n % 3);
      for (int i = 0; i < 90; i++) {
        assertThat(dataset.pixels(n)[i]).isEqualTo((byte) ((n * 90 + i) % 251));
      }
    }
    assertThat(dataset.id(7)).isEqualTo("train_set_x[7]");
  }

  @Test
  void readsSeveralPartsOfOneFile() {
    assertThat(SignsHdf5.readParts(fixture("several.h5"))).containsOnlyKeys(Part.TRAIN, Part.TEST);
    assertThat(part(fixture("several.h5"), Part.TEST).size()).isEqualTo(4);
    assertThatThrownBy(() -> SignsHdf5.read(fixture("several.h5")))
        .hasMessage("%s holds several parts (train, test); say which one", fixture("several.h5"));
  }

  @ParameterizedTest
  @CsvSource({
    "names_fixed,fist|one|二",
    "names_variable,fist|one|二",
    "by_value,3|4|5",
    "by_position,7|8|9"
  })
  void readsLabelsAsPositionsOrAsTheNumbersOfTheClasses(String name, String classes) {
    ImageSource dataset = SignsHdf5.read(fixture(name + ".h5"));
    assertThat(String.join("|", dataset.classes())).isEqualTo(classes);
    assertThat(dataset.label(5)).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "ambiguous; : train_set_y can be read as positions in list_classes or as its numbers"
            + " [1, 2, 3], and the two differ; store the classes as strings to mean positions",
        "bad_no_labels; has no data set train_set_y; it holds list_classes [3], train_set_x [10, 6,"
            + " 5, 3], but",
        "bad_nothing; has no data set train_set_x; it holds nothing, but",
        "bad_label_range; : train_set_y[4] is 6, but ",
        "bad_label_float; : train_set_y[0] is 0.5, but whole numbers are expected",
        "bad_label_nan; : train_set_y[1] is NaN, but whole numbers are expected",
        "bad_label_large; : train_set_y[0] is 9223372036854775808, but at most 9223372036854775807",
        "bad_label_name; : train_set_y[2] is 'six', which is not in ",
        "bad_label_gap; : train_set_y holds labels from 1 to 3, and without list_classes 0 to k-1",
        "bad_one_hot; : train_set_y has shape [10, 3], but its rows are not one-hot (a single 1",
        "bad_one_hot_width; : train_set_y has 3 one-hot columns, but ",
        "bad_classes_few; : train_set_y[2] is 2, but ",
        "bad_classes_latin1; : list_classes[0] is no UTF-8 ('f�nf'); store the names of the classes",
        "bad_fill; : train_set_y was made but never filled; write its values again",
        "bad_fill_negative; : train_set_y was made but never filled; write its values again",
        "bad_fill_chunked; : train_set_y was made but never filled; write its values again",
        "bad_fill_none; : train_set_y was made but never filled; write its values again",
        "bad_fill_hole; : train_set_y has 3 chunks, but 2 of them were never written; write them",
        "bad_label_length; : train_set_y has 8 labels for 10 pictures",
        "bad_rank; : train_set_x has shape [10, 90], but [n, height, width, 3] is expected",
        "bad_channels; : train_set_x has 2 channels (shape [10, 6, 5, 2]), but 3",
        "bad_both_layouts; : train_set_x has shape [10, 3, 5, 3], which may be [n, height, width,",
        "bad_alpha; : train_set_x[0] is transparent in parts; put it on a background and store RGB",
        "bad_float; : train_set_x holds float64 from 0 to 1.5, which may be meant as 0 to 1 or 0",
        "bad_dark_int; : train_set_x holds int32 from 0 to 1, which may be meant as 0 to 1 or 0",
        "bad_int8; : train_set_x holds int8, and picture 1 has the value -128, but 0 to 255",
        "bad_range; : train_set_x holds int64, and picture 1 has the value 256, but 0 to 255",
        "bad_nan; : train_set_x holds float64, and picture 0 has the value NaN, but 0 to 255",
        "bad_zero; : train_set_x is empty (shape [0, 6, 5, 3]); at least one picture is needed",
        "bad_one_class; : list_classes has one class (0); at least two are needed",
        "bad_no_class_list; : list_classes has shape [0], but a list of at least two classes",
        "bad_twice; : list_classes names a class twice: [0, 1, 1]",
        "bad_mixed; : train_set_x has shape [10], but [n, height, width, 3] is expected; pictures of"
            + " mixed sizes cannot be read, resize them before storing",
        "bad_unwritten; : train_set_x was made but never filled; write its values again",
        "bad_hole; : train_set_x has 5 chunks, but 4 of them were never written; write them, or",
        "bad_keys_two; can be read in more than one way (images, x); say which with --keys",
        "bad_keys_no_labels; : images has no labels that are called like it; name both with --keys",
        "bad_link_nowhere; has a link to /gone, which is not in ",
        "bad_link_circle; has links that lead in a circle",
        "bad_link_outside; has a link to ../../../weights/tiny_1000_classes.pth, which is no"
      })
  void refusesWithOneLineThatNamesTheFile(String name, String message) {
    Path file = fixture(name + ".h5");
    assertThatThrownBy(() -> SignsHdf5.read(file))
        .isInstanceOf(SignetException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"contiguous", "gzip", "compact"})
  void refusesATruncatedFile(String name) throws IOException {
    byte[] whole = Files.readAllBytes(fixture(name + ".h5"));
    Path cut = folder.resolve("cut.h5");
    for (int length : new int[] {whole.length - 1, whole.length * 3 / 4, whole.length / 2, 600}) {
      Files.write(cut, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> SignsHdf5.read(cut))
          .isInstanceOf(SignetException.class)
          .hasMessage(
              String.format(
                      Locale.ROOT,
                      "%s is truncated: it has %,d bytes, but its header says %,d; copy or download it",
                      cut,
                      length,
                      whole.length)
                  + " again");
    }
  }

  @Test
  void refusesWhatIsNoReadableHdf5File() throws IOException {
    Path text = Files.writeString(folder.resolve("text.h5"), "not a data set");
    assertThatThrownBy(() -> SignsHdf5.read(text))
        .isInstanceOf(SignetException.class)
        .hasMessageStartingWith(text + " cannot be read as HDF5: No valid HDF5 signature found");
    Path empty = Files.writeString(folder.resolve("empty.h5"), "");
    assertThatThrownBy(() -> SignsHdf5.read(empty))
        .isInstanceOf(SignetException.class)
        .hasMessageStartingWith(empty + " cannot be read as HDF5: ");
    assertThatThrownBy(() -> SignsHdf5.read(folder))
        .hasMessage("%s is a folder, but a file is expected", folder);
    assertThatThrownBy(() -> SignsHdf5.read(folder.resolve("none.h5")))
        .hasMessage("%s does not exist; check the name", folder.resolve("none.h5"));
  }

  @Test
  void answersDamagedBytesWithAnExceptionOfItsOwn() throws IOException {
    byte[] whole = Files.readAllBytes(fixture("gzip.h5"));
    Path damaged = folder.resolve("damaged.h5");
    for (int at = 0; at < whole.length; at += 13) {
      byte[] bytes = whole.clone();
      bytes[at] ^= (byte) 0x5a;
      Files.write(damaged, bytes);
      try {
        assertThat(SignsHdf5.read(damaged).size()).isPositive();
      } catch (SignetException e) {
        assertThat(e).hasMessageContaining("damaged.h5").hasMessageNotContaining("\n");
      }
    }
  }

  @Test
  void readsWhatItWrote() {
    Path file = folder.resolve("new.h5");
    for (List<String> classes :
        List.of(List.of("0", "1"), List.of("1", "2"), List.of("拳", "café"))) {
      ImageSource dataset =
          TestImages.named(classes, List.of("a", "b", "c", "d", "e"), 1, 0, 1, 1, 0);
      SignsHdf5.write(file, dataset, Part.TEST);
      ImageSource read = part(file, Part.TEST);
      assertThat(Fingerprint.of(read)).isEqualTo(Fingerprint.of(dataset));
      SignsHdf5.writePlain(file, dataset, Part.TEST);
      assertThat(Fingerprint.of(part(file, Part.TEST))).isEqualTo(Fingerprint.of(dataset));
    }
    assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".tmp"));
  }

  @Test
  void readsTheArticlesData() {
    String data = System.getProperty("signet.data", "");
    assumeTrue(!data.isEmpty(), "set -Dsignet.data to the folder of the real data");
    ImageSource signs = SignsHdf5.read(Path.of(data, "signs/train_signs.h5"));
    assertThat(signs.classCounts()).containsExactly(180, 180, 180, 180, 180, 180);
    assertThat(signs.pictureSize().height()).isEqualTo(64);
  }

  private static ImageSource part(Path file, Part part) {
    return Objects.requireNonNull(SignsHdf5.readParts(file).get(part));
  }
}
