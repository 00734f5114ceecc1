package dev.signet.data.tar;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.data.ImageSource;
import dev.signet.data.Part;
import dev.signet.data.PictureFolder;
import dev.signet.picture.ImageDecoder;
import dev.signet.picture.ImageSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarShardsTest {
  private static final ImageDecoder DECODER = new ImageDecoder(new ImageSize(8, 8));

  @TempDir Path folder;

  /** Files with their contents; {@code PNG} stands for a picture. */
  private byte[] tar(String... namesAndTexts) throws IOException {
    Path picture = folder.resolve("picture/p.png");
    PictureFolder.draw(picture, 8, 1, 0);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        byte[] content =
            namesAndTexts[i + 1].equals("PNG")
                ? Files.readAllBytes(picture)
                : namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(namesAndTexts[i]);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private Path shard(String name, String... namesAndTexts) throws IOException {
    return Files.write(folder.resolve(name), tar(namesAndTexts));
  }

  private static ImageSource train(Path path) {
    return requireNonNull(TarShards.openParts(path, DECODER).get(Part.TRAIN));
  }

  @Test
  void picturesOfManyShardsAreReadAtAnyPlace() throws IOException {
    shard("train-0.tar", "a/0.png", "PNG", "a/0.cls", "2\n", "a/1.cls", "0", "a/1.png", "PNG");
    shard("train-1.tar", "2.json", "{\"label\": 1, \"x\": [3]}", "2.png", "PNG");
    shard("val-0.tar", "9.png", "PNG", "9.cls", "0");
    Map<Part, ImageSource> parts = TarShards.openParts(folder, DECODER);
    ImageSource train = requireNonNull(parts.get(Part.TRAIN));
    assertThat(train.size()).isEqualTo(3);
    assertThat(train.classes()).containsExactly("0", "1", "2");
    assertThat(new int[] {train.label(0), train.label(1), train.label(2)}).containsExactly(2, 0, 1);
    assertThat(train.id(2)).isEqualTo(folder.resolve("train-1.tar") + ": 2.png");
    assertThat(train.pixels(2)).isEqualTo(DECODER.decode(folder.resolve("picture/p.png")));
    assertThat(requireNonNull(parts.get(Part.VALIDATION)).size()).isEqualTo(1);
    Path range = folder.resolve("train-{0..1}.tar");
    assertThat(TarShards.isRange(range)).isTrue();
    assertThat(train(range).size()).isEqualTo(3);
  }

  @Test
  void aFileBesideTheShardsNamesTheClassesAndWordsNameThemselves() throws IOException {
    Path numbered = shard("n.tar", "0.png", "PNG", "0.cls", "1", "1.png", "PNG", "1.cls", "0");
    Files.writeString(folder.resolve("classes.txt"), "cat\ndog\nelk\n");
    assertThat(train(numbered).classes()).containsExactly("cat", "dog", "elk");
    Path words = shard("w.tar", "0.png", "PNG", "0.cls", "yes", "1.png", "PNG", "1.cls", "no");
    assertThat(train(words).classes()).containsExactly("no", "yes");
  }

  @Test
  void packedShardIsReadAndACutOneRefused() throws IOException {
    byte[] plain = tar("0.png", "PNG", "0.cls", "0", "1.png", "PNG", "1.cls", "1");
    Path packed = folder.resolve("p.tar.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(plain);
    }
    assertThat(train(packed).pixels(1)).hasSize(192);
    byte[] gz = Files.readAllBytes(packed);
    Files.write(packed, Arrays.copyOf(gz, gz.length - 20));
    assertThatThrownBy(() -> train(packed))
        .hasMessage(packed + " is cut off; copy or download it again");
    Path cut = folder.resolve("cut.tar");
    for (int length : new int[] {plain.length - 600, plain.length / 2, 700, 512, 10, 0}) {
      Files.write(cut, Arrays.copyOf(plain, length));
      assertThatThrownBy(() -> train(cut)).as("%d", length).hasMessageContaining(cut.toString());
    }
  }

  @Test
  void samplesThatAreNotWholeAreNamed() throws IOException {
    Path shard = shard("s.tar", "0.png", "PNG", "0.cls", "0", "1.png", "PNG", "1.txt", "a hand");
    assertThatThrownBy(() -> train(shard))
        .hasMessage(
            shard
                + ": the picture 1.png has no label; 1.cls or 1.json with a field label is expected");
    shard("s.tar", "0.png", "PNG", "0.cls", "0", "1.cls", "1");
    assertThatThrownBy(() -> train(shard))
        .hasMessage(
            shard + ": the label 1.cls has no picture; 1.jpg or another picture is expected");
    shard("s.tar", "0.png", "PNG", "0.cls", "0", "1.png", "PNG", "1.cls", "1", "0.cls", "1");
    assertThatThrownBy(() -> train(shard))
        .hasMessage(
            shard + ": the key 0 is there twice; the files of a sample must follow one another");
    shard("s.tar", "0.png", "PNG", "0.json", "{");
    assertThatThrownBy(() -> train(shard)).hasMessage(shard + ": 0.json is not JSON");
    shard("s.tar", "readme.md", "hello");
    assertThatThrownBy(() -> train(shard))
        .hasMessage(shard + " holds no pictures; KEY.jpg beside KEY.cls or KEY.json is expected");
  }
}
