package dev.signet.data.split;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.Text;
import dev.signet.data.ImageSource;
import dev.signet.data.InMemorySource;
import dev.signet.data.LabelledImage;
import dev.signet.picture.ImageSize;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SittingsTest {
  private static final ImageSize SIZE = new ImageSize(1, 1);

  private final List<LabelledImage> images = new ArrayList<>();

  private void add(int label, String name) {
    images.add(new LabelledImage("hands/" + label + "/" + name + ".jpg", label, new byte[3]));
  }

  private ImageSource pictures() {
    return new InMemorySource("hands", SIZE, List.of("fist", "palm"), images);
  }

  /** The sittings that pictures of these places are of, by the hour in their names. */
  private List<String> hours(int[] places) {
    return IntStream.of(places)
        .mapToObj(i -> images.get(i).id().replaceAll(".*camera-\\d+-(\\d\\d).*", "$1"))
        .distinct()
        .toList();
  }

  @Test
  void whoIsPhotographedWithoutALongerPauseIsOnOneSide() {
    for (int hour = 10; hour < 20; hour++) {
      for (int label = 0; label < 2; label++) {
        for (int i = 1; i <= 6; i++) {
          add(label, Text.of("camera-20260131-%d000%d-000%d", hour, label, i));
        }
      }
    }
    Sittings found = Sittings.of(pictures(), 0.2, 0);
    assertThat(found.kind()).isEqualTo(Sittings.Kind.SITTINGS);
    assertThat(found.count()).isEqualTo(10);
    assertThat(found.split().heldOut()).hasSize(24);
    assertThat(hours(found.split().heldOut()))
        .hasSize(2)
        .doesNotContainAnyElementsOf(hours(found.split().kept()));
    assertThat(Groups.parse("sittings", pictures())).startsWith(0, 0, 0, 0, 0, 0, 0, 0).endsWith(9);
    assertThat(Splits.together("sittings", pictures(), 0.2, 0).heldOut())
        .isEqualTo(found.split().heldOut());
  }

  @Test
  void burstsStayTogetherWhereAllIsOneSitting() {
    for (int burst = 0; burst < 5; burst++) {
      for (int i = 1; i <= 4; i++) {
        add(0, Text.of("camera-20260131-1000%d0-000%d", burst, i));
        add(1, Text.of("camera-20260131-1000%d5-000%d", burst, i));
      }
    }
    Sittings found = Sittings.of(pictures(), 0.2, 0);
    assertThat(found.kind()).isEqualTo(Sittings.Kind.BURSTS);
    assertThat(found.count()).isEqualTo(10);
    assertThat(found.split().heldOut(pictures()).classCounts()).containsExactly(4, 4);
  }

  @Test
  void onlyBurstOfAClassIsCutAtItsEnd() {
    for (int i = 1; i <= 10; i++) {
      add(0, Text.of("camera-20260131-100000-%04d", i));
      add(1, Text.of("camera-20260131-10%02d00-%04d", i, i));
    }
    Sittings found = Sittings.of(pictures(), 0.2, 0);
    assertThat(found.kind()).isEqualTo(Sittings.Kind.CUT);
    assertThat(found.cut()).containsExactly("fist");
    assertThat(IntStream.of(found.split().heldOut()).filter(i -> images.get(i).label() == 0))
        .containsExactly(16, 18);
  }

  @Test
  void numbersThatFollowOneAnotherAreOfOneSitting() {
    for (int person = 0; person < 10; person++) {
      for (int label = 0; label < 2; label++) {
        add(label, "IMG_" + (1000 + 10 * person + label));
      }
    }
    Sittings found = Sittings.of(pictures(), 0.2, 0);
    assertThat(found.kind()).isEqualTo(Sittings.Kind.SITTINGS);
    assertThat(found.count()).isEqualTo(10);
    assertThat(found.split().heldOut(pictures()).classCounts()).containsExactly(2, 2);
  }

  @Test
  void namesThatTellNothingKeepNothingTogether() {
    for (String name : List.of("ann", "bob", "eve", "joe", "kim")) {
      add(0, name);
      add(1, name);
    }
    Sittings found = Sittings.of(pictures(), 0.2, 0);
    assertThat(found.kind()).isEqualTo(Sittings.Kind.NOTHING);
    assertThat(found.split().heldOut(pictures()).classCounts()).containsExactly(1, 1);
  }

  @Test
  void numberThatIsNoDateIsANumber() {
    for (int i = 0; i < 4; i++) {
      add(i % 2, "scan-2026" + (99_99 - 2 * i) + "-999999");
      add(i % 2, "x" + 7 * i);
    }
    assertThat(Sittings.of(pictures(), 0.25, 0).split().heldOut(pictures()).classCounts())
        .doesNotContain(0);
  }
}
