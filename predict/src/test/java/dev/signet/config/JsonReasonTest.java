package dev.signet.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Broken JSON is described in the words of its writer, not in those of a Java library. */
class JsonReasonTest {
  private static final String GOOD =
      "{'count': 3, 'share': 0.5, 'kind': 'one', 'names': ['a'], 'inner': {'on': true}, 'map': {}}";

  enum Kind {
    ONE,
    TWO
  }

  record Inner(boolean on) {}

  record Sample(
      int count, double share, Kind kind, List<String> names, Inner inner, Map<String, Long> map) {}

  private static Sample read(String json) {
    return Json.read(Sample.class, json.replace('\'', '"'), "x.json");
  }

  @Test
  void goodOneIsRead() {
    assertThat(read(GOOD).kind()).isEqualTo(Kind.ONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'count': 3 | 'count': 'many' | count: a whole number is expected but it was 'many'",
        "'count': 3 | 'count': [] | count: a whole number is expected",
        "'count': 3 | 'count': null | count: ",
        "'count': 3 | 'count': 99999999999 | count: ",
        "'count': 3, | `` | count",
        "'share': 0.5 | 'share': {} | share: a number is expected",
        "'kind': 'one' | 'kind': 'THREE' | kind: one of one, two is expected but it was 'THREE'",
        "'names': ['a'] | 'names': 7 | names: a list is expected",
        "'names': ['a'] | 'names': [{}] | names: a text is expected",
        "{'on': true} | {'on': 'maybe'} | inner.on: true or false is expected but it was 'maybe'",
        "{'on': true} | {'on': true, 'off': 1} | inner.off: there is no key 'off' here; there are on",
        "{'on': true} | 5 | inner: an object is expected",
        "'map': {} | 'map': [] | map: an object is expected",
        "'count': 3, | 'count': 3, 'count': 4, | the key 'count' stands there twice",
        "'count': 3, | 'count': 3 | expected",
        "'count': 3, | 'count': 03, | ",
        "'count': 3, | 'count': NaN, | ",
        "'count': 3, | 'count': abc, | ",
        "'map': {}} | 'map': {} | it ends too early",
        "'map': {}} | 'map': {}}} | ",
        "'map': {}} | 'map': {'a | it ends too early",
        "'map': {}} | 'map': ] | "
      })
  void faultIsNamedWithItsPlace(String part, String broken, String said) {
    String json = GOOD.replace(part, broken == null ? "" : broken);
    assertThat(json).isNotEqualTo(GOOD);
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(SignetException.class)
        .hasMessageStartingWith("x.json is not a valid Sample: ")
        .hasMessageContaining(said == null ? "" : said)
        .hasMessageNotContainingAny(
            "`",
            "java.",
            "dev.signet",
            "Stream",
            "Feature",
            "Source",
            "Jackson",
            "deserial",
            "Token",
            "marker",
            "creator",
            "Exception",
            "\n",
            "line -",
            "line 0");
  }

  @Test
  void emptyOneEndsTooEarly() {
    assertThatThrownBy(() -> read(""))
        .hasMessageNotContainingAny("`", "java.", "Source", "content to");
  }
}
