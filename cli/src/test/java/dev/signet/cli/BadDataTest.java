package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures that cannot be learned from: one line says why, and no folder of a run is left. */
class BadDataTest {
  @TempDir private Path folder = Path.of("");

  private void requireRefusal(Path data, String... said) {
    Path out = folder.resolve("run");
    SignetRun run = SignetRun.train(data, out);
    run.requireFailure(1, said);
    assertThat(run.err()).contains(data.getFileName().toString());
    assertThat(run.out()).isEmpty();
    assertThat(Files.exists(out)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bad_nothing | train_set_x",
        "bad_no_labels | train_set_y",
        "bad_label_range | 6",
        "bad_label_float | train_set_y",
        "bad_label_length | 8",
        "bad_rank | train_set_x",
        "bad_zero | 0",
        "bad_one_class | class",
        "bad_mixed | train_set_x"
      })
  void faultyHdf5IsRefused(String name, String said) {
    requireRefusal(SignetRun.FIXTURES.resolve(name + ".h5"), said);
  }

  @Test
  void fileThatIsNotHdf5IsRefused() throws IOException {
    requireRefusal(Files.writeString(folder.resolve("text.h5"), "not HDF5"), "HDF5");
  }

  @Test
  void truncatedHdf5IsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(SignetRun.FIXTURES.resolve("gzip.h5"));
    Path file = folder.resolve("half.h5");
    requireRefusal(
        Files.write(file, Arrays.copyOf(whole, whole.length / 2)), "is truncated: it has 3,");
  }

  @Test
  void dataThatDoesNotExistIsRefused() {
    requireRefusal(folder.resolve("nowhere"), "does not exist");
  }

  @Test
  void emptyClassFolderIsRefused() throws IOException {
    Path data = pictureFolders();
    Files.createDirectory(data.resolve("empty"));
    requireRefusal(data, "empty");
  }

  @Test
  void textNamedJpgIsRefused() throws IOException {
    Path data = pictureFolders();
    Files.writeString(data.resolve("fist").resolve("text.jpg"), "not a picture");
    requireRefusal(data, "text.jpg", "JPEG, PNG, BMP, GIF, WebP or TIFF is expected");
  }

  @Test
  void oneClassIsRefused() throws IOException {
    Path data = folder.resolve("data");
    picture(data.resolve("fist").resolve("0.png"));
    requireRefusal(data, "class");
  }

  @Test
  void hugePictureIsRefusedBeforeItIsDecoded() throws IOException {
    Path data = pictureFolders();
    Files.write(data.resolve("fist").resolve("huge.png"), hugePng());
    requireRefusal(data, "huge.png has 30000 x 30000 pixels", "megapixels", "--max-pixels");
  }

  @Test
  void theLimitOfPixelsIsAnOption() throws IOException {
    Path data = pictureFolders();
    SignetRun run = SignetRun.train(data, folder.resolve("run"), "--max-pixels", "1000");
    run.requireFailure(1, "0.png has 30 x 40 pixels", "at most 0.001 megapixels", "--max-pixels");
  }

  @Test
  void picturesOfOtherClassesThanTheTestDataAreRefused() throws IOException {
    SignetRun run =
        SignetRun.train(
            pictureFolders(),
            folder.resolve("run"),
            "--test-data",
            SignetRun.FIXTURES.resolve("contiguous.h5").toString());
    run.requireFailure(1, "has classes that", "does not know: 0, 1, 2");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  private Path pictureFolders() throws IOException {
    Path data = folder.resolve("data");
    for (String name : new String[] {"fist", "palm"}) {
      picture(data.resolve(name).resolve("0.png"));
    }
    return data;
  }

  private static void picture(Path file) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
  }

  /** A PNG of a megabyte that says it is 30,000 x 30,000 grey pixels. */
  private static byte[] hugePng() throws IOException {
    int side = 30_000;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(0x89504E470D0A1A0AL);
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream fields = new DataOutputStream(header);
    fields.writeInt(side);
    fields.writeInt(side);
    fields.write(new byte[] {8, 0, 0, 0, 0}); // 8 bits of grey, no interlacing
    chunk(out, "IHDR", header.toByteArray());
    chunk(out, "IDAT", new byte[1_000_000]); // never looked at
    chunk(out, "IEND", new byte[0]);
    return bytes.toByteArray();
  }

  private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(content);
    out.writeInt(content.length);
    out.write(name);
    out.write(content);
    out.writeInt((int) crc.getValue());
  }
}
