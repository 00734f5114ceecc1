package dev.signet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordReaderTest {
  @SuppressWarnings("ArrayRecordComponent") // compared by their components
  record Everything(
      int whole,
      Long large,
      float single,
      List<Double> decimals,
      boolean yes,
      byte[] bytes,
      Precision precision,
      Map<String, List<Inner>> inner,
      OptionalDouble share,
      OptionalDouble noShare,
      Optional<Inner> perhaps) {}

  record Inner(String text) {}

  @Test
  void everyKindOfComponentComesBackAsItWasWritten() {
    Everything written =
        new Everything(
            -7,
            1L << 40,
            0.1f,
            List.of(0.1, 3.0, 1e300, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY),
            true,
            "hand".getBytes(StandardCharsets.UTF_8),
            Precision.BF16,
            Map.of("a b", List.of(new Inner("\u00e9\n"), new Inner(""))),
            OptionalDouble.of(0.25),
            OptionalDouble.empty(),
            Optional.of(new Inner("x")));
    assertThat(RecordReader.read(Everything.class, Json.write(written)))
        .usingRecursiveComparison()
        .isEqualTo(written);
  }

  @Test
  void whatIsNoNumberIsWrittenAsText() {
    assertThat(RecordReader.read(Score.class, "{\"share\": \"NaN\"}").share()).isNaN();
    assertThatThrownBy(() -> RecordReader.read(Score.class, "{\"share\": \"0.5\"}"))
        .hasMessage("share: a number is expected but it was '0.5' (line 1)");
  }

  record Score(double share) {}

  @Test
  void whatMayBeAbsentMayAlsoBeNull() {
    assertThat(RecordReader.read(Perhaps.class, "{}")).isEqualTo(new Perhaps(Optional.empty()));
    assertThat(RecordReader.read(Perhaps.class, "{\"inner\": null}"))
        .isEqualTo(new Perhaps(Optional.empty()));
  }

  record Perhaps(Optional<Inner> inner) {}

  @Test
  void keyThatChoosesMayComeLast() {
    assertThat(
            RecordReader.read(
                ScheduleConfig.class,
                "{\"warmup\": 0.2, \"final_share\": 0.01, \"type\": \"one-cycle\"}"))
        .isEqualTo(new ScheduleConfig.OneCycle(0.2, 0.01));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | the key 'type' is missing (line 1)",
        "{'type': 3} | '3' is not one of constant, one-cycle (line 1)",
        "{'type': 'constant', 'x': 1} | x: there is no key 'x' here; there are type (line 1)",
        "[] | an object is expected (line 1)",
        "` ` | it is empty",
        "{'type': 'constant'} {} | it goes on after its end (line 1)",
        "{'type': | it ends too early (line 1)"
      })
  void faultOfAChoiceIsNamed(String json, String said) {
    assertThatThrownBy(() -> RecordReader.read(ScheduleConfig.class, json.replace('\'', '"')))
        .isInstanceOf(SignetException.class)
        .hasMessageStartingWith(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'bytes': '*', 'line': 1} | bytes: it is not Base64 (line 1)",
        "{'bytes': '', 'line': 12345678901234567890} | line: a whole number is expected but it was '12345678901234567890' (line 1)",
        "{'bytes': '', 'line': 1.0} | line: a whole number is expected but it was '1.0' (line 1)",
        "{'bytes': '', 'line': '1'} | line: a whole number is expected but it was '1' (line 1)",
        "{'bytes': null, 'line': 1} | bytes: a text is expected (line 1)"
      })
  void faultOfAValueIsNamed(String json, String said) {
    assertThatThrownBy(() -> RecordReader.read(Line.class, json.replace('\'', '"')))
        .isInstanceOf(SignetException.class)
        .hasMessage(said);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Line(byte[] bytes, long line) {}
}
