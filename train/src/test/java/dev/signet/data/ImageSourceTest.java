package dev.signet.data;

import static dev.signet.data.TestImages.dataset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.ComputedSource;
import dev.signet.SignetException;
import dev.signet.TestPictures;
import dev.signet.picture.Batch;
import dev.signet.picture.ImageSize;
import dev.signet.picture.Resize;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageSourceTest {
  private final ImageSource computed = new ComputedSource(8, 6, TestPictures.names(3), 1);

  @Test
  void sourceThatComputesItsPicturesAnswersAsOneInMemory() {
    ImageSource loaded = InMemorySource.of(computed);
    assertThat(Fingerprint.of(loaded)).isEqualTo(Fingerprint.of(computed));
    assertThat(loaded.name()).isEqualTo("computed");
    assertThat(loaded.id(7)).isEqualTo("computed[7]");
    assertThat(loaded.classCounts()).containsExactly(3, 3, 2).isEqualTo(computed.classCounts());
    assertThat(loaded.batch(5, 2).images()).isEqualTo(computed.batch(5, 2).images());
    assertThat(computed.toImage(4).getRGB(1, 2)).isEqualTo(loaded.toImage(4).getRGB(1, 2));
    assertThat(InMemorySource.of(loaded)).isSameAs(loaded);
  }

  @Test
  void subsetHasItsPicturesInItsOwnOrder() {
    ImageSource some = computed.subset("some", new int[] {7, 0, 4});
    ImageSource fewer = some.subset("fewer", new int[] {2, 0});
    assertThat(fewer.name()).isEqualTo("fewer");
    assertThat(fewer.size()).isEqualTo(2);
    assertThat(fewer.id(0)).isEqualTo("computed[4]");
    assertThat(fewer.label(1)).isEqualTo(computed.label(7));
    assertThat(fewer.pixels(0)).isEqualTo(computed.pixels(4));
    Batch batch = fewer.batch(1);
    assertThat(batch.images()).isEqualTo(ByteBuffer.wrap(computed.pixels(7)));
    assertThat(batch.indices()).containsExactly(1);
  }

  @Test
  void subsetRefusesNoPicturesAndPicturesThatThereAreNot() {
    assertThatThrownBy(() -> computed.subset("none", new int[0]))
        .isInstanceOf(SignetException.class)
        .hasMessage("none holds no pictures; at least one is needed");
    assertThatThrownBy(() -> computed.subset("more", new int[] {8}))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void viewsShareWhatIsInMemory() {
    ImageSource loaded = InMemorySource.of(computed);
    assertThat(loaded.subset("one", new int[] {3}).pixels(0)).isSameAs(loaded.pixels(3));
    assertThat(loaded.labelled(List.of("a"), new int[8]).pixels(3)).isSameAs(loaded.pixels(3));
  }

  @Test
  void labelsCanBeOthers() {
    ImageSource swapped = computed.labelled(List.of("b", "a"), new int[] {1, 0, 1, 0, 1, 0, 1, 1});
    assertThat(swapped.classes()).containsExactly("b", "a");
    assertThat(swapped.classCounts()).containsExactly(3, 5);
    assertThat(swapped.batch(1, 2).labels()).containsExactly(0, 1);
    assertThat(swapped.id(3)).isEqualTo("computed[3]");
    assertThatThrownBy(() -> computed.labelled(List.of("a"), new int[] {0, 0, 0, 0, 0, 1, 0, 0}))
        .isInstanceOf(SignetException.class)
        .hasMessage("computed: picture computed[5] has label 1, but there are 1 classes (0 to 0)");
    assertThatThrownBy(() -> computed.labelled(List.of("a"), new int[3]))
        .isInstanceOf(SignetException.class)
        .hasMessage("computed: 3 labels for 8 pictures");
  }

  @Test
  void resizedPicturesAreThoseOfTheFilter() {
    ImageSize size = new ImageSize(4, 9);
    ImageSource resized = computed.resizedTo(size);
    byte[] expected = Resize.toSize(computed.pixels(2), computed.pictureSize(), size);
    assertThat(resized.pixels(2)).isEqualTo(expected);
    assertThat(resized.batch(2).images()).isEqualTo(ByteBuffer.wrap(expected));
    assertThat(resized.batch(2).size()).isEqualTo(size);
    assertThat(computed.resizedTo(computed.pictureSize())).isSameAs(computed);
  }

  @Test
  void batchRefusesWhatASourceMustNotAnswer() {
    ImageSource brief = new Faulty(computed, 107, 0);
    assertThatThrownBy(() -> brief.batch(6))
        .isInstanceOf(SignetException.class)
        .hasMessage("computed: picture computed[6] has 107 bytes, but 6 x 6 x 3 needs 108");
    ImageSource beyond = new Faulty(computed, 108, 3);
    assertThatThrownBy(() -> beyond.batch(6))
        .isInstanceOf(SignetException.class)
        .hasMessage("computed: picture computed[6] has label 3, but there are 3 classes (0 to 2)");
    assertThatThrownBy(() -> Batches.inOrder(new ComputedSource(0, 6, List.of("a"), 1), 4))
        .isInstanceOf(SignetException.class)
        .hasMessage("computed holds no pictures; at least one is needed");
  }

  @Test
  void sharedPicturesAreFoundWithoutKeepingAny() {
    ImageSource some = computed.subset("some", new int[] {5, 1});
    assertThat(SamePixels.shared(some, InMemorySource.of(computed))).containsOnly(0, 1);
    assertThat(SamePixels.shared(computed, some)).containsOnly(1, 5);
    assertThat(SamePixels.shared(computed, dataset(0, 1))).isEmpty();
  }

  private static final class Faulty extends View {
    private final int bytes;
    private final int label;

    Faulty(ImageSource source, int bytes, int label) {
      super(source);
      this.bytes = bytes;
      this.label = label;
    }

    @Override
    public int label(int index) {
      return label;
    }

    @Override
    public void read(int index, ByteBuffer into) {
      into.put(new byte[bytes]);
    }
  }
}
