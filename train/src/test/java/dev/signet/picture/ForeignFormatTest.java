package dev.signet.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import dev.signet.data.TestImages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignFormatTest {
  private static final ImageDecoder DECODER = new ImageDecoder(new ImageSize(8, 8));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 0 0 18 'ftypheic' 0 0 0 0 'mif1heic'   | a HEIC picture, which is not read; save it as"
            + " JPEG (iPhone: Settings, Camera, Formats, Most Compatible)",
        "0 0 0 18 'ftypmif1' 0 0 0 0 'mif1heix'   | a HEIC picture, which is not read",
        "0 0 0 18 'ftypavif' 0 0 0 0 'mif1miaf'   | an AVIF picture, which is not read; save it as",
        "0 0 0 18 'ftypmif1' 0 0 0 0 'avifmiaf'   | an AVIF picture",
        "0 0 0 18 'ftypisom' 0 0 0 0 'isommp41'   | a video, which is not read; save one of its",
        "0 0 0 14 'ftypqt  ' 0 0 0 0 'qt  '       | a video",
        "0 0 0 18 'ftypcrx ' 0 0 0 0 'crx isom'   | a camera's raw picture",
        "0 0 0 C 'JXL ' D A 87 A                  | a JPEG XL picture",
        "FF A 0 0                                 | a JPEG XL picture",
        "0 0 0 C 'jP  ' D A 87 A                  | a JPEG 2000 picture",
        "'%PDF-1.7'                               | a PDF document, which is not read",
        "'<?xml version=1?><svg xmlns=x>'         | an SVG drawing, which is not read; draw it",
        "'<!DOCTYPE html><body>'                  | a web page, not a picture; download the",
        "'version https://git-lfs.github.com'     | a pointer of Git LFS, not the picture; fetch",
        "1A 45 DF A3                              | a video",
        "'RIFF' 0 0 0 0 'AVI '                    | a video",
        "'P6' A '3 3'                             | a PPM, PGM or PBM picture",
        "'8BPS'                                   | a Photoshop document",
        "'PK' 3 4                                 | an archive, which is not read; unpack it",
        "0 0 1 0 1 0                              | an icon",
        "'II*' 0 10 0 0 0 'CR' 2 0 0 0 0 0 0 0    | a camera's raw picture"
      },
      quoteCharacter = '"')
  void namesWhatItIsWhateverItsName(String content, String sentence) {
    assertThatThrownBy(() -> DECODER.decode("photo.jpg", bytes(content)))
        .isInstanceOf(SignetException.class)
        .hasMessageStartingWith("photo.jpg is " + sentence)
        .hasMessageNotContaining("damaged");
  }

  @Test
  void saysSoOfWhatItDoesNotKnow() {
    assertThatThrownBy(() -> DECODER.decode("a.heic", bytes("1 2 3 4 5 6 7 8 9")))
        .hasMessage(
            "a.heic is not a picture that can be read; JPEG, PNG, BMP, GIF, WebP or TIFF is"
                + " expected");
  }

  @Test
  void everyBeginningOfEachIsAnsweredInOneSentence() {
    byte[] heic = bytes("0 0 0 18 'ftypheic' 0 0 0 0 'mif1heic'");
    for (int length = 1; length < heic.length; length++) {
      byte[] cut = Arrays.copyOf(heic, length);
      assertThatThrownBy(() -> DECODER.decode("a", cut)).isInstanceOf(SignetException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"565.bmp", "motion.jpg", "rgb16.tif", "28_bytes.webp", "part.gif"})
  void readsAPictureUnderAForeignName(String kind) throws IOException {
    byte[] bytes = Files.readAllBytes(TestImages.fixture("kinds/" + kind));
    assertThat(DECODER.decode("photo.heic", bytes)).hasSize(8 * 8 * 3);
  }

  @Test
  void namesOfFilesCannotBreakTheLineOrSteerATerminal() {
    assertThatThrownBy(() -> DECODER.decode("one\ntwo\u001b[31m\u202ejpg.\u0085", new byte[0]))
        .hasMessage(
            "one\\ntwo\\u001b[31m\\u202ejpg.\\u0085 is an empty file; JPEG, PNG, BMP, GIF, WebP or"
                + " TIFF is expected");
    assertThat(ShownName.of("猫 é.jpg")).isEqualTo("猫 é.jpg");
  }

  /** Bytes in hexadecimal, and text between quotes. */
  private static byte[] bytes(String content) {
    StringBuilder all = new StringBuilder();
    Matcher parts = Pattern.compile("'([^']*)'|([0-9A-F]+)").matcher(content);
    while (parts.find()) {
      if (parts.group(1) == null) {
        all.append((char) Integer.parseInt(parts.group(2), 16));
      } else {
        all.append(parts.group(1));
      }
    }
    return all.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
