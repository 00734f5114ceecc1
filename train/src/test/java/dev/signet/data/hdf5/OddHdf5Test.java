package dev.signet.data.hdf5;

import static dev.signet.data.TestImages.fixture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import dev.signet.data.Fingerprint;
import dev.signet.data.ImageSource;
import dev.signet.data.Part;
import dev.signet.picture.ImageSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HDF5 files that are not the article's to the letter, but leave one reading. */
class OddHdf5Test {
  @TempDir private Path folder = Path.of("");

  private final List<String> remarks = new ArrayList<>();

  private Map<Part, ImageSource> read(String name, Optional<Hdf5Keys> keys) {
    return SignsHdf5.readParts(
        fixture(name + ".h5"), new Hdf5Reading(keys, Optional.empty(), remarks::add));
  }

  private ImageSource train(String name) {
    return SignsHdf5.only(Path.of(name), read(name, Optional.empty()));
  }

  private void requireThePictures(ImageSource dataset) {
    assertThat(dataset.size()).isEqualTo(10);
    for (int n = 0; n < 10; n++) {
      assertThat(dataset.label(n)).isEqualTo(n % 3);
      for (int i = 0; i < 90; i++) {
        assertThat(dataset.pixels(n)[i]).isEqualTo((byte) ((n * 90 + i) % 251));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "one_hot; train_set_y holds one-hot rows, taken as labels",
        "one_hot_bool; train_set_y holds one-hot rows, taken as labels",
        "one_hot_columns; train_set_y holds one-hot rows, taken as labels",
        "label_float32; train_set_y holds float32, taken as whole numbers",
        "label_float64_column; train_set_y holds float64, taken as whole numbers",
        "no_classes; has no list_classes; its classes are called 0 to 2",
        "float_shares; train_set_x holds float32 from 0 to 1, taken times 255",
        "float64_chunked; train_set_x holds float64 from 0 to 1, taken times 255",
        "float_bytes; train_set_x holds float32 from 0 to 255, taken as bytes",
        "int64; train_set_x holds int64 from 0 to 255, taken as bytes",
        "int16_big_endian; train_set_x holds int16 from 0 to 255, taken as bytes",
        "channels_first; train_set_x has shape [10, 3, 6, 5], taken as channels first",
        "channels_first_chunked; train_set_x has shape [10, 3, 6, 5], taken as channels first",
        "rgba; train_set_x has an alpha channel, opaque all over, left out",
        "keys_x; : pictures from x, labels from y",
        "keys_data; : pictures from data, labels from label",
        "keys_case; : pictures from Train_Set_X, labels from Train_Set_Y, classes from List_Classes",
        "keys_camel; : pictures from trainImages, labels from trainLabels"
      })
  void readsWhatLeavesOneReadingAndSaysSo(String name, String remark) {
    ImageSource dataset = train("odd_" + name);
    requireThePictures(dataset);
    assertThat(dataset.classes()).containsExactly("0", "1", "2");
    assertThat(remarks).anySatisfy(said -> assertThat(said).contains(remark));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "classes_row",
        "classes_column",
        "classes_float",
        "soft_link",
        "relative_link",
        "external_link",
        "region_reference",
        "region_reference_latest",
        "dense_links",
        "filter_mask",
        "filter_mask_latest"
      })
  void readsWhatIsStoredOtherwiseWithoutAWord(String name) {
    ImageSource dataset = train("odd_" + name);
    requireThePictures(dataset);
    assertThat(dataset.classes()).containsExactly("0", "1", "2");
    assertThat(remarks).isEmpty();
  }

  @Test
  void readsLabelsThatAreTruthOrNames() {
    assertThat(train("odd_label_bool").classes()).containsExactly("no", "yes");
    assertThat(remarks.get(0)).contains("train_set_y holds an enumeration, taken as whole numbers");
    assertThat(train("odd_label_bool").classCounts()).containsExactly(7, 3);
    assertThat(train("odd_label_names").classes()).containsExactly("fist", "one", "two");
    requireThePictures(train("odd_label_names"));
    assertThat(train("odd_one_hot_uint8").classes()).containsExactly("0", "1", "2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"grey", "grey_last", "grey_first"})
  void readsGreyAsThreeEqualChannels(String name) {
    ImageSource dataset = train("odd_" + name);
    assertThat(dataset.pictureSize()).isEqualTo(new ImageSize(6, 5));
    byte[] pixels = dataset.pixels(9);
    for (int i = 0; i < 30; i++) {
      byte grey = (byte) ((9 * 90 + i * 3) % 251);
      assertThat(new byte[] {pixels[i * 3], pixels[i * 3 + 1], pixels[i * 3 + 2]})
          .containsOnly(grey);
    }
    assertThat(remarks).anySatisfy(said -> assertThat(said).contains("is grey, taken as three"));
  }

  @Test
  void readsPartsByTheirNames() {
    assertThat(read("odd_keys_x_train", Optional.empty())).containsOnlyKeys(Part.TRAIN, Part.TEST);
    Map<Part, ImageSource> groups = read("odd_keys_groups", Optional.empty());
    assertThat(groups).containsOnlyKeys(Part.TRAIN, Part.TEST);
    assertThat(groups.values())
        .allSatisfy(part -> assertThat(part.classes()).containsExactly("fist", "one", "two"));
    Map<Part, ImageSource> folders = read("odd_keys_folders", Optional.empty());
    assertThat(folders).containsOnlyKeys(Part.TRAIN, Part.VALIDATION);
    folders.forEach((part, set) -> assertThat(set.size()).isEqualTo(part == Part.TRAIN ? 10 : 4));
    assertThat(train("odd_keys_images").classes()).containsExactly("fist", "one", "two");
  }

  @Test
  void readsTheKeysThatItIsGiven() {
    requireThePictures(part("odd_keys_foreign", "a,b"));
    assertThat(part("odd_keys_foreign", "other/a, /b,c").classes())
        .containsExactly("fist", "one", "two");
    requireThePictures(part("bad_keys_two", "images,y"));
    assertThat(read("odd_keys_groups", Optional.of(Hdf5Keys.parse("{part}/x,{part}/y,classes"))))
        .containsOnlyKeys(Part.TRAIN, Part.TEST);
    assertThatThrownBy(() -> part("odd_keys_foreign", "z,b"))
        .hasMessageContaining("has no data set z; it holds a [10, 6, 5, 3], b [10], c [3],");
    assertThatThrownBy(() -> Hdf5Keys.parse("a"))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("keys (--keys) must be PICTURES,LABELS or PICTURES,LABELS,CLASSES but was 'a'");
  }

  private ImageSource part(String name, String keys) {
    return SignsHdf5.only(Path.of(name), read(name, Optional.of(Hdf5Keys.parse(keys))));
  }

  @Test
  void readsChunksThatLzfCouldNotCompress() {
    assertThat(Fingerprint.of(train("odd_noise_lzf")))
        .isEqualTo(Fingerprint.of(train("odd_noise")));
  }

  @Test
  void refusesAChunkWhoseChecksumDiffers() throws IOException {
    byte[] whole = Files.readAllBytes(fixture("channels_chunked.h5"));
    String text = new String(whole, java.nio.charset.StandardCharsets.ISO_8859_1);
    int packed = text.indexOf("x^", 2000); // zlib's first bytes, at compression level 4
    Path damaged = folder.resolve("damaged.h5");
    for (int at : new int[] {packed + 10, packed + 20}) {
      byte[] bytes = whole.clone();
      bytes[at] ^= 1;
      Files.write(damaged, bytes);
      assertThatThrownBy(() -> SignsHdf5.read(damaged))
          .isInstanceOf(SignetException.class)
          .hasMessageStartingWith(damaged + ": train_set_x[")
          .hasMessageContaining(
              "is damaged: its checksum differs; copy or download the file again");
    }
  }
}
