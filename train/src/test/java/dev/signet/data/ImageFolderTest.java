package dev.signet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import dev.signet.picture.ImageSize;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
  private static final ImageSize SIZE = new ImageSize(4, 3);

  @TempDir Path folder;

  @Test
  void readsClassesAndFilesInNaturalOrder() throws IOException {
    picture("10/b.png");
    picture("2/img_10.PNG");
    picture("2/img_9.png");
    Files.writeString(folder.resolve("2/.DS_Store"), "x");
    Files.writeString(folder.resolve("2/Thumbs.db"), "x");
    Files.createDirectory(folder.resolve(".cache"));
    ImageSource dataset = ImageFolder.read(folder, SIZE);
    assertThat(dataset.classes()).containsExactly("2", "10");
    assertThat(IntStream.range(0, 3).mapToObj(i -> dataset.id(i)))
        .containsExactly(path("2/img_9.png"), path("2/img_10.PNG"), path("10/b.png"));
    assertThat(dataset.label(2)).isEqualTo(1);
    assertThat(Fingerprint.of(ImageFolder.read(folder, SIZE))).isEqualTo(Fingerprint.of(dataset));
  }

  @Test
  void readsPartsThatLieInFoldersOfTheirOwn() throws IOException {
    for (String part : new String[] {"train", "Test", "val"}) {
      picture(part + "/a/1.png");
      picture(part + "/b/1.png");
    }
    assertThat(ImageFolder.readParts(folder, SIZE))
        .containsOnlyKeys(Part.TRAIN, Part.VALIDATION, Part.TEST);
    picture("c/1.png");
    assertThatThrownBy(() -> ImageFolder.readParts(folder, SIZE))
        .hasMessage(
            "%s lies beside %s; either class folders or train, test and validation are expected",
            path("c"), path("train"));
  }

  @Test
  void takesAClassCalledTrainForAClass() throws IOException {
    picture("train/1.png");
    picture("boat/1.png");
    assertThat(ImageFolder.readParts(folder, SIZE)).containsOnlyKeys(Part.TRAIN);
  }

  @Test
  void refusesFewerThanTwoClasses() throws IOException {
    assertThatThrownBy(() -> ImageFolder.read(folder, SIZE))
        .hasMessageContaining(" has no class folders; at least two class folders are expected");
    picture("a/1.png");
    assertThatThrownBy(() -> ImageFolder.read(folder, SIZE))
        .isInstanceOf(SignetException.class)
        .hasMessageContaining(" has one class folder (a); at least two class folders are expected");
    assertThatThrownBy(() -> ImageFolder.read(folder.resolve("none"), SIZE))
        .hasMessageContaining("none is not a folder; a folder with one folder a class is expected");
  }

  @Test
  void refusesAnEmptyClassFolder() throws IOException {
    picture("a/1.png");
    Files.createDirectory(folder.resolve("b"));
    assertThatThrownBy(() -> ImageFolder.read(folder, SIZE))
        .hasMessage(
            "class folder %s holds no pictures; add some (JPEG, PNG, BMP, GIF, WebP) or remove it",
            path("b"));
  }

  @Test
  void countsAllBrokenPicturesAndNamesThree() throws IOException {
    picture("a/1.png");
    picture("b/1.png");
    for (int i = 2; i < 7; i++) {
      Files.writeString(folder.resolve("b/" + i + ".jpg"), "no picture");
    }
    assertThatThrownBy(() -> ImageFolder.read(folder, SIZE))
        .isInstanceOf(SignetException.class)
        .hasMessageStartingWith(
            "%s: 5 of 7 pictures cannot be used: %s is not a picture", folder, path("b/2.jpg"))
        .hasMessageContaining(path("b/4.jpg"))
        .hasMessageEndingWith(" | and 2 more");
  }

  @Test
  void refusesAPictureOfAFormatThatItCannotRead() throws IOException {
    picture("a/1.png");
    Files.writeString(folder.resolve("a/photo.HEIC"), "x");
    picture("b/1.png");
    assertThatThrownBy(() -> ImageFolder.read(folder, SIZE))
        .hasMessage(
            "%s cannot be read: JPEG, PNG, BMP, GIF or WebP is expected; convert or remove it",
            path("a/photo.HEIC"));
  }

  private String path(String below) {
    return folder.resolve(below).toString();
  }

  private void picture(String below) throws IOException {
    Path file = folder.resolve(below);
    BufferedImage image = new BufferedImage(5, 5, BufferedImage.TYPE_INT_RGB);
    image.setRGB(2, 2, below.hashCode());
    Files.createDirectories(file.resolveSibling(""));
    ImageIO.write(image, "png", file.toFile());
  }
}
