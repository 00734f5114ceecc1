package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command of docs/pictures.md, on a few pictures of each kind; training and judging on some.
 */
class PicturesPageTest {
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  @TempDir static Path folder;

  @BeforeAll
  static void makeEveryKind() throws IOException {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      Path file = folder.resolve("photos/" + i % 4 + "/" + i + ".png");
      Files.createDirectories(file.getParent());
      BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
      image.setRGB(i, i % 4, 0xffffff);
      ImageIO.write(image, "png", file.toFile());
      files.add(file);
    }
    makeTables(files);
    makeShards(files);
    makeArrays(files);
    Path drawn = SignetRun.makePictures(folder.resolve("drawn"));
    Files.copy(drawn.resolve("train_signs.h5"), folder.resolve("signs.h5"));
  }

  private static String label(Path file) {
    return file.getName(file.getNameCount() - 2).toString();
  }

  private static void makeTables(List<Path> files) throws IOException {
    Path images = Files.createDirectories(folder.resolve("kaggle/images"));
    StringBuilder own = new StringBuilder("image_id,label\n");
    StringBuilder other = new StringBuilder("picture,breed,size\n");
    for (int i = 0; i < files.size(); i++) {
      String name = i + ".png";
      Files.copy(files.get(i), images.resolve(name));
      own.append("images\\").append(i).append(',').append(label(files.get(i))).append('\n');
      other.append(name).append(",\"b, ").append(label(files.get(i))).append("\",32\n");
    }
    Files.writeString(folder.resolve("kaggle/train.csv"), own);
    Files.writeString(folder.resolve("kaggle/labels.csv"), other);
  }

  private static void makeShards(List<Path> files) throws IOException {
    Path shards = Files.createDirectories(folder.resolve("shards"));
    for (int shard = 0; shard < 2; shard++) {
      ByteArrayOutputStream tar = new ByteArrayOutputStream();
      for (int i = shard; i < files.size(); i += 2) {
        entry(tar, i + ".png", Files.readAllBytes(files.get(i)));
        entry(tar, i + ".cls", label(files.get(i)).getBytes(StandardCharsets.US_ASCII));
      }
      tar.writeBytes(new byte[1024]);
      Files.write(shards.resolve("train-000" + shard + ".tar"), tar.toByteArray());
    }
  }

  /** A file of a tar archive: name, mode, length and checksum in octal, then whole blocks. */
  private static void entry(ByteArrayOutputStream tar, String name, byte[] content) {
    byte[] header = new byte[512];
    put(header, 0, name);
    put(header, 100, "0000644");
    put(header, 124, octal(content.length, 11));
    put(header, 148, "        ");
    header[156] = '0';
    put(header, 257, "ustar");
    put(header, 263, "00");
    int sum = 0;
    for (byte each : header) {
      sum += each;
    }
    put(header, 148, octal(sum, 6) + "\0 ");
    tar.writeBytes(header);
    tar.writeBytes(Arrays.copyOf(content, (content.length + 511) / 512 * 512));
  }

  private static String octal(int number, int width) {
    String digits = Integer.toOctalString(number);
    return "0".repeat(width - digits.length()) + digits;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  private static void makeArrays(List<Path> files) throws IOException {
    int n = files.size();
    byte[] pixels = new byte[n * 32 * 32 * 3];
    byte[] labels = new byte[n];
    for (int i = 0; i < n; i++) {
      labels[i] = (byte) Integer.parseInt(label(files.get(i)));
      Arrays.fill(pixels, i * 3072, (i + 1) * 3072, (byte) (40 * labels[i] + i));
    }
    byte[] x = npy("(" + n + ", 32, 32, 3)", pixels);
    byte[] y = npy("(" + n + ",)", labels);
    Files.createDirectories(folder.resolve("numpy"));
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(folder.resolve("numpy/set.npz")))) {
      zip.putNextEntry(new ZipEntry("x_train.npy"));
      zip.write(x);
      zip.putNextEntry(new ZipEntry("y_train.npy"));
      zip.write(y);
    }
    write("arrays/x_train.npy", x);
    write("arrays/y_train.npy", y);
    byte[] grey = Arrays.copyOf(pixels, n * 1024);
    write(
        "mnist/train-images-idx3-ubyte",
        ByteBuffer.allocate(16 + grey.length)
            .putInt(0x803)
            .putInt(n)
            .putInt(32)
            .putInt(32)
            .put(grey));
    write(
        "mnist/train-labels-idx1-ubyte",
        ByteBuffer.allocate(8 + n).putInt(0x801).putInt(n).put(labels));
    ByteBuffer ten = ByteBuffer.allocate(n * 3073);
    ByteBuffer hundred = ByteBuffer.allocate(n * 3074);
    for (int i = 0; i < n; i++) {
      ten.put(labels[i]).put(pixels, i * 3072, 3072);
      hundred.put((byte) 0).put(labels[i]).put(pixels, i * 3072, 3072);
    }
    write("cifar-10-batches-bin/data_batch_1.bin", ten);
    write("cifar-100-binary/train.bin", hundred);
    write(
        "cifar-100-binary/fine_label_names.txt",
        "a\nb\nc\nd\ne\nf\n".getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] npy(String shape, byte[] bytes) {
    String header = "{'descr': '|u1', 'fortran_order': False, 'shape': %s, }\n".formatted(shape);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    out.write(header.length());
    out.write(0);
    out.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(bytes);
    return out.toByteArray();
  }

  private static void write(String name, ByteBuffer bytes) throws IOException {
    byte[] all = new byte[bytes.flip().remaining()];
    bytes.get(all);
    write(name, all);
  }

  private static void write(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  /** The commands between {@code ```sh} and {@code ```}. */
  private static List<String> commands() throws IOException {
    return Files.readAllLines(Path.of("../docs/pictures.md")).stream()
        .filter(line -> line.startsWith("./signet "))
        .toList();
  }

  /** The words of a command, what follows --data and --labels within the folder. */
  private static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(command.substring("./signet ".length()));
    while (matcher.find()) {
      String word = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
      String before = words.isEmpty() ? "" : words.get(words.size() - 1);
      boolean path = before.equals("--data") || before.equals("--labels");
      words.add(path ? folder.resolve(word).toString() : word);
    }
    return words;
  }

  @Test
  void everyCommandOfThePageCountsThePictures() throws IOException {
    List<String> commands = commands();
    assertThat(commands).hasSizeGreaterThanOrEqualTo(12);
    for (String command : commands) {
      List<String> words = words(command);
      words.addAll(List.of("--sheet", folder.resolve("sheet.png").toString()));
      SignetRun run = SignetRun.of(words);
      assertThat(run.code()).as(command + "\n" + run.err()).isZero();
      assertThat(run.out()).as(command).contains("24");
    }
  }

  @Test
  void kindsAreTrainedOnJudgedAuditedAndPacked() {
    for (String kind : List.of("kaggle/train.csv", "shards", "numpy/set.npz", "mnist")) {
      Path data = folder.resolve(kind);
      Path run = folder.resolve("run-" + kind.replace('/', '-'));
      SignetRun.train(data, run, "--epochs", "1", "--input", "3x32x32").requireSuccess();
      SignetRun.of(List.of("evaluate", "--model", run, "--data", data)).requireSuccess();
      SignetRun.of(List.of("data", "audit", "--data", data, "--out", folder.resolve("audit.html")))
          .requireSuccess();
      SignetRun.of(
              List.of(
                  "data",
                  "pack",
                  "--data",
                  data,
                  "--out",
                  folder.resolve("out-" + run.getFileName())))
          .requireSuccess();
    }
  }

  @Test
  void wrongUsesAreOneLine() {
    SignetRun column =
        SignetRun.of(
            List.of(
                "data",
                "info",
                "--data",
                folder.resolve("kaggle/train.csv"),
                "--label-column",
                "z"));
    assertThat(column.code()).isEqualTo(2);
    assertThat(column.err()).contains("has no column 'z' (--label-column)");
    SignetRun alone = SignetRun.of(List.of("data", "info", "--labels", "a.csv"));
    assertThat(alone.code()).isEqualTo(2);
    assertThat(alone.err()).contains("have no effect without --data");
    SignetRun parquet =
        SignetRun.of(List.of("data", "info", "--data", folder.resolve("sheet.parquet")));
    assertThat(parquet.code()).isEqualTo(1);
  }
}
