package dev.signet.statedict.safetensors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.Samples;
import dev.signet.statedict.StateDict;
import dev.signet.statedict.StateDictDiff;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeTensorsFileTest {
  @TempDir Path folder;

  @Test
  void readsBackWhatItWrote() {
    Path file = folder.resolve("net.safetensors");
    SafeTensorsFile.write(Samples.withMetadata(), file);
    StateDict read = SafeTensorsFile.read(file);
    assertThat(read.names()).containsExactlyElementsOf(Samples.everyType().names());
    assertThat(StateDictDiff.between(Samples.everyType(), read).isIdentical()).isTrue();
    assertThat(read.metadata()).isEqualTo(Samples.withMetadata().metadata());
  }

  @Test
  void writesTheBytesThatTheSpecificationAsksFor() throws IOException {
    StateDict dict =
        StateDict.of(
            List.of(
                NamedArray.ofFloats("w", new float[] {1, 2}, 1, 2),
                NamedArray.ofLongs("n", new long[] {5})),
            Map.of("k", "v"));
    Path file = folder.resolve("net.safetensors");
    SafeTensorsFile.write(dict, file);
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    String json =
        "{\"__metadata__\":{\"k\":\"v\"},"
            + "\"w\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[8,16]},"
            + "\"n\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]}}";
    int length = (json.length() + 7) / 8 * 8;
    assertThat(bytes.getLong()).isEqualTo(length);
    byte[] header = new byte[length];
    bytes.get(header);
    assertThat(new String(header, UTF_8)).isEqualTo(json + " ".repeat(length - json.length()));
    assertThat(bytes.getLong()).isEqualTo(5);
    assertThat(bytes.getFloat()).isEqualTo(1);
    assertThat(bytes.getFloat()).isEqualTo(2);
    assertThat(bytes.hasRemaining()).isFalse();
  }

  @Test
  void theSameStateDictGivesTheSameBytes() {
    Path first = folder.resolve("a");
    Path second = folder.resolve("b");
    SafeTensorsFile.write(Samples.withMetadata(), first);
    SafeTensorsFile.write(Samples.withMetadata(), second);
    assertThat(first).hasSameBinaryContentAs(second);
  }

  @Test
  void anEmptyStateDictIsOne() {
    Path file = folder.resolve("a");
    SafeTensorsFile.write(StateDict.of(List.of()), file);
    assertThat(SafeTensorsFile.read(file).size()).isZero();
  }

  @Test
  void refusesToWriteWhatTheFormatCannotKeep() {
    Path file = folder.resolve("a");
    StateDict reserved = StateDict.of(List.of(NamedArray.ofLongs("__metadata__", new long[1])));
    assertThatThrownBy(() -> SafeTensorsFile.write(reserved, file))
        .isInstanceOf(SignetException.class)
        .hasMessage("safetensors keeps the name __metadata__ for notes; rename the array");
    assertThat(file).doesNotExist();
  }
}
