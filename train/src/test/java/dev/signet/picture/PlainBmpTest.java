package dev.signet.picture;

import static dev.signet.data.TestImages.fixture;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainBmpTest {
  @ParameterizedTest
  @CsvSource({
    "os2_24.bmp,64,24,4,24 bits a pixel; compression 4 of OS/2",
    "os2_8.bmp,64,1,3,1 bits a pixel; compression 3 of OS/2",
    "os2_24.bmp,16,24,0,its header has 16 bytes",
    "plain32.bmp,40,0,4,0 bits a pixel; compression 4",
    "plain32.bmp,40,0,5,0 bits a pixel; compression 5",
    "plain32.bmp,40,64,0,64 bits a pixel; compression 0",
    "plain32.bmp,40,2,0,2 bits a pixel; compression 0"
  })
  void aKindThatIsNotReadIsCalledSoAndNotDamaged(
      String name, int header, int bits, int compression, String kind) throws IOException {
    ByteBuffer bmp =
        ByteBuffer.wrap(Files.readAllBytes(fixture("kinds/" + name)))
            .order(ByteOrder.LITTLE_ENDIAN);
    bmp.putInt(14, header).putShort(28, (short) bits).putInt(30, compression);
    assertThatThrownBy(() -> new ImageDecoder(new ImageSize(8, 8)).decode("a", bmp.array()))
        .hasMessage(
            "a is a BMP picture of a kind that is not read (%s); save it as PNG or JPEG",
            kind.replace(';', ','));
  }
}
