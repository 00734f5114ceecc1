package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.data.ImageSource;
import dev.signet.data.InMemorySource;
import dev.signet.data.hdf5.SignsHdf5;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --cache}, {@code --on-unreadable} and {@code signet data cache}. */
class PictureCacheTest {
  @TempDir Path folder;

  private Path photos() throws IOException {
    ImageSource drawn =
        InMemorySource.of(
            SignsHdf5.read(
                SignetRun.makePictures(folder.resolve("made")).resolve("train_signs.h5")));
    Path photos = folder.resolve("photos");
    for (int i = 0; i < drawn.size(); i++) {
      Path file = photos.resolve(drawn.label(i) + "/" + i + ".png");
      Files.createDirectories(file.getParent());
      BufferedImage image = drawn.toImage(i);
      ImageIO.write(image, "png", file.toFile());
    }
    return photos;
  }

  @Test
  void trainingCachesItsPicturesListsWhatItLeavesOutAndTheCacheIsCleared() throws IOException {
    Path photos = photos();
    Path broken = Files.writeString(photos.resolve("0/broken.jpg"), "no picture");
    SignetRun.train(photos, folder.resolve("refused"), "--epochs", "1", "--cache", "disk")
        .requireFailureBeside(1, photos + ": 1 of 25 pictures cannot be used: " + broken);
    String[] options = {"--epochs", "1", "--input", "3x32x32", "--on-unreadable", "skip"};
    Path run = folder.resolve("run");
    assertThat(
            SignetRun.train(photos, run, with(options, "--cache", "disk")).requireSuccess().err())
        .contains(photos + ": its 25 pictures are decoded once, into the cache ")
        .contains(photos + ": 1 of 25 pictures cannot be used and are left out: " + broken);
    assertThat(run.resolve("unreadable.txt"))
        .hasContent(
            broken
                + " is not a picture that can be read; JPEG, PNG, BMP, GIF, WebP or TIFF is"
                + " expected\n");
    assertThat(
            SignetRun.train(photos, folder.resolve("again"), with(options, "--cache", "disk"))
                .requireSuccess()
                .err())
        .contains(photos + ": decoded pictures from the cache ");
    assertThat(SignetRun.of("data", "cache").requireSuccess().out())
        .contains("24 pictures of 32 x 32 from " + photos);
    assertThat(SignetRun.of("data", "cache", "--clear").requireSuccess().out())
        .startsWith("Deleted from ");
    assertThat(SignetRun.of("data", "cache").requireSuccess().out()).endsWith(": 0 files\n");
    Path none = folder.resolve("none");
    SignetRun.train(photos, none, with(options, "--cache", "none")).requireSuccess();
    assertThat(none.resolve("model.safetensors"))
        .hasSameBinaryContentAs(run.resolve("model.safetensors"));
  }

  private static String[] with(String[] options, String... more) {
    return Stream.of(options, more).flatMap(Arrays::stream).toArray(String[]::new);
  }

  @Test
  void packWritesPlainFilesToo() throws IOException {
    Path photos = photos();
    Path packed = folder.resolve("packed");
    SignetRun.of(List.of("data", "pack", "--data", photos, "--out", packed, "--input", "3x32x32"))
        .requireSuccess();
    Path plain = folder.resolve("plain");
    SignetRun.of(
            List.of(
                "data", "pack", "--plain", "--data", photos, "--out", plain, "--input", "3x32x32"))
        .requireSuccess();
    assertThat(SignsHdf5.read(plain.resolve("train_signs.h5")).pixels(7))
        .isEqualTo(SignsHdf5.read(packed.resolve("train_signs.h5")).pixels(7));
  }

  @Test
  void optionsWithoutPicturesOfOnesOwnAreRefused() {
    SignetRun.of("train", "--cache", "disk")
        .requireFailure(2, "--cache and --on-unreadable have no effect without --data");
    SignetRun.of("train", "--data", "x", "--cache", "tape")
        .requireFailure(2, "Invalid value for option '--cache'");
  }
}
