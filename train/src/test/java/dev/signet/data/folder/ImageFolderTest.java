package dev.signet.data.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signet.SignetException;
import dev.signet.data.Fingerprint;
import dev.signet.data.ImageSource;
import dev.signet.data.InMemorySource;
import dev.signet.data.Part;
import dev.signet.picture.ImageDecoder;
import dev.signet.picture.ImageSize;
import dev.signet.picture.PictureFiles;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFolderTest {
  private static final ImageSize SIZE = new ImageSize(4, 3);

  @TempDir Path folder;

  private final List<String> remarks = new ArrayList<>();

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
        .hasMessageContaining(
            path("a/photo.HEIC")
                + " is not a picture that can be read; JPEG, PNG, BMP, GIF, WebP or TIFF is expected");
  }

  private Map<Part, ImageSource> parts() {
    return ImageFolder.openParts(folder, reading());
  }

  private ImageFolder.Reading reading() {
    return new ImageFolder.Reading(new ImageDecoder(SIZE), remarks::add, 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@eaDir",
        "$RECYCLE.BIN",
        "$Recycle.Bin",
        "__MACOSX",
        ".git",
        "lost+found",
        "System Volume Information",
        "#recycle",
        "__pycache__"
      })
  void passesOverWhatSystemsLeaveBehind(String name) throws IOException {
    picture("a/1.png");
    picture("b/1.png");
    picture(name + "/1.png");
    picture("a/" + name + "/2.png");
    assertThat(ImageFolder.read(folder, SIZE).classes()).containsExactly("a", "b");
    assertThat(ImageFolder.read(folder, SIZE).size()).isEqualTo(2);
  }

  @Test
  void passesOverRunsAndReports() throws IOException {
    picture("a/1.png");
    picture("b/1.png");
    picture("runs/first/loss.png");
    Files.writeString(folder.resolve("runs/first/model.safetensors"), "x");
    picture("runs/second/loss.png");
    Files.writeString(folder.resolve("runs/second/config.json"), "{}");
    Files.createDirectory(folder.resolve("runs/second/checkpoints"));
    picture("explain/1-gradcam.png");
    picture("explain/2-occlusion.png");
    picture("a/run/loss.png");
    Files.writeString(folder.resolve("a/run/model.safetensors"), "x");
    ImageSource dataset = Objects.requireNonNull(parts().get(Part.TRAIN));
    assertThat(dataset.classes()).containsExactly("a", "b");
    assertThat(dataset.size()).isEqualTo(2);
    assertThat(remarks)
        .containsExactly(
            path("explain") + " holds runs or reports and is no class",
            path("runs") + " holds runs or reports and is no class");
    assertThat(PictureFiles.find(List.of(folder))).hasSize(2);
  }

  @Test
  void takesAClassWithAConfigurationForAClass() throws IOException {
    picture("a/1.png");
    picture("b/1.png");
    Files.writeString(folder.resolve("b/config.json"), "{}");
    assertThat(Objects.requireNonNull(parts().get(Part.TRAIN)).classes()).containsExactly("a", "b");
    assertThat(remarks).isEmpty();
  }

  @Test
  void passesOverRunsBesideTheParts() throws IOException {
    picture("train/a/1.png");
    picture("train/b/1.png");
    picture("runs/first/loss.png");
    Files.writeString(folder.resolve("runs/first/model.safetensors"), "x");
    assertThat(parts()).containsOnlyKeys(Part.TRAIN);
  }

  @Test
  void leavesOutAPartWithoutLabels() throws IOException {
    picture("train/a/1.png");
    picture("train/b/1.png");
    picture("valid/a/1.png");
    picture("test/1.png");
    assertThat(parts()).containsOnlyKeys(Part.TRAIN, Part.VALIDATION);
    assertThat(remarks)
        .containsExactly(
            path("test") + " has no class folders, so its pictures have no labels; it is left out");
  }

  @Test
  void refusesTwoFoldersForOnePart() throws IOException {
    for (String part : new String[] {"train", "val", "valid"}) {
      picture(part + "/a/1.png");
      picture(part + "/b/1.png");
    }
    assertThatThrownBy(this::parts)
        .hasMessage("%s and %s are both the validation part; keep one", path("val"), path("valid"));
  }

  @Test
  void namesLinksThatLeadNowhere() throws IOException {
    picture("a/1.png");
    picture("b/1.png");
    Path gone = folder.resolve("gone");
    Files.createSymbolicLink(folder.resolve("a/2.jpg"), gone.resolve("2.jpg"));
    Files.createSymbolicLink(folder.resolve("a/more"), gone);
    assertThatThrownBy(() -> ImageFolder.read(folder, SIZE))
        .hasMessage(
            "%s: 2 of 4 pictures cannot be used: %s is a link to %s, which does not exist; mend or"
                + " remove it | %s is a link to %s, which does not exist; mend or remove it",
            folder.toString(),
            path("a/2.jpg"),
            gone.resolve("2.jpg").toString(),
            path("a/more"),
            gone.toString());
    List<String> problems = new ArrayList<>();
    ImageFolder.openParts(folder, reading())
        .values()
        .forEach(part -> InMemorySource.of(part, (f, found, n) -> problems.addAll(found)));
    assertThat(problems).hasSize(2);
    Files.createSymbolicLink(folder.resolve("c"), gone);
    assertThatThrownBy(() -> ImageFolder.read(folder, SIZE))
        .hasMessage(
            "%s is a link to %s, which does not exist; mend or remove it",
            path("c"), gone.toString());
  }

  @Test
  void followsLinksButNotInCircles() throws IOException {
    picture("real/1.png");
    picture("data/a/1.png");
    Files.createSymbolicLink(folder.resolve("data/b"), folder.resolve("real"));
    assertThat(ImageFolder.read(folder.resolve("data"), SIZE).classes()).containsExactly("a", "b");
    Files.createSymbolicLink(folder.resolve("real/up"), folder.resolve("real"));
    assertThatThrownBy(() -> ImageFolder.read(folder.resolve("data"), SIZE))
        .hasMessage("%s is a link to a folder that it lies in; remove the link", path("data/b/up"));
  }

  @Test
  void refusesAClassWhoseNameCannotBeRead() throws IOException, InterruptedException {
    picture("a/1.png");
    picture("b/1.png");
    Process made =
        new ProcessBuilder("sh", "-c", "mv b \"$(printf 'caf\\351')\"")
            .directory(folder.toFile())
            .start();
    assumeTrue(made.waitFor() == 0, "a file system whose names are bytes");
    assertThatThrownBy(() -> ImageFolder.read(folder, SIZE))
        .hasMessage(
            "%s: the name of the class cannot be read in this locale; set LC_ALL=C.UTF-8 or rename"
                + " it",
            path("caf\uFFFD"));
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
