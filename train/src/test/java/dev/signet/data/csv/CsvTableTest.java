package dev.signet.data.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import dev.signet.data.ImageSource;
import dev.signet.data.PictureFolder;
import dev.signet.picture.ImageDecoder;
import dev.signet.picture.ImageSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTableTest {
  @TempDir Path folder;
  private final List<String> remarks = new ArrayList<>();

  @BeforeEach
  void drawPictures() {
    PictureFolder.draw(folder.resolve("images/cat 1.png"), 8, 1, 0);
    PictureFolder.draw(folder.resolve("images/dog, 2.png"), 8, 2, 1);
    PictureFolder.draw(folder.resolve("images/3.png"), 8, 3, 1);
  }

  @Test
  void columnsAreFoundByTheirNamesAndLabelsAreWords() throws IOException {
    ImageSource source =
        open(
            "Image_ID,width,breed\nimages/cat 1.png,8,cat\n\"images/dog, 2.png\",8,\"dog, big\"\n");
    assertThat(source.classes()).containsExactly("cat", "dog, big");
    assertThat(source.size()).isEqualTo(2);
    assertThat(source.label(1)).isEqualTo(1);
    assertThat(source.id(0)).endsWith("cat 1.png");
    assertThat(source.pixels(0)).hasSize(8 * 8 * 3);
    assertThat(remarks)
        .containsExactly(file() + ": pictures from column 'Image_ID', labels from column 'breed'");
  }

  @Test
  void windowsPathsEndingsAndOtherSeparatorsAreRead() throws IOException {
    ImageSource source = open("\uFEFFfile;label\r\nimages\\cat 1;10\r\nimages\\3;9\r\n");
    assertThat(source.classes()).containsExactly("9", "10");
    assertThat(source.pixels(1)).hasSize(8 * 8 * 3);
  }

  @Test
  void pathsMayBeginElsewhereAndColumnsBeNamed() throws IOException {
    Files.writeString(file(), "a,b,label,id\n3.png,x,1,7\ncat 1.png,y,0,8\n");
    ImageSource source =
        open(
            new CsvTable(
                file(), Optional.of(folder.resolve("images")), Optional.of("a"), Optional.of("b")));
    assertThat(source.classes()).containsExactly("x", "y");
    assertThat(remarks).isEmpty();
  }

  @Test
  void refusalsNameTheLineAndWhatToDo() {
    refused("path,label\nimages/3.png,a\n\"images/3.png\",b\n")
        .hasMessage(
            file()
                + ", line 3: images/3.png is there twice, first in line 2; keep one row a picture");
    refused("path,label\nimages/3.png,\n")
        .hasMessage(file() + ", line 2 has no label; fill it in or remove the row");
    refused("path,label\nimages/3.png\n")
        .hasMessage(
            file()
                + ", line 2: number of fields is 1, but the header has 2; put a field with a"
                + " separator in quotes");
    refused("path,label\nimages/4.png,a\nimages/3.png,b\n")
        .hasMessage(
            file()
                + ": 1 of 2 pictures are not in "
                + folder
                + ": images/4.png (line 2); say where they are (--data DIR with --labels)");
    refused("path,label\n")
        .hasMessage(file() + " has no rows; a header and a row a picture are expected");
    refused("path,size\nimages/3.png,1\n")
        .hasMessage(
            file()
                + ": which column holds the labels is not clear; say so (--label-column NAME), its"
                + " columns are path, size");
    refused("path,image,label\nimages/3.png,1,2\n")
        .hasMessageContaining("which column holds the paths is not clear; say so (--path-column");
  }

  @Test
  void columnThatIsNotThereIsAWrongOption() throws IOException {
    Files.writeString(file(), "path,label\nimages/3.png,a\n");
    CsvTable table = new CsvTable(file(), Optional.empty(), Optional.empty(), Optional.of("kind"));
    assertThatThrownBy(() -> open(table))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage(file() + " has no column 'kind' (--label-column); its columns are path, label");
  }

  private Path file() {
    return folder.resolve("train.csv");
  }

  private AbstractThrowableAssert<?, ? extends Throwable> refused(String text) {
    return assertThatThrownBy(() -> open(text)).isInstanceOf(SignetException.class);
  }

  private ImageSource open(String text) throws IOException {
    Files.writeString(file(), text);
    return open(new CsvTable(file(), Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private ImageSource open(CsvTable table) {
    return table.open(new ImageDecoder(new ImageSize(8, 8)), remarks::add);
  }
}
