package dev.signet.studio.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.server.config.NetworkConfig;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PhoneDoorTest {
  private static final URI ADDRESS = URI.create("http://192.168.1.5:8082/");
  private static final Optional<String> TOKEN = Optional.of("0123456789abcdef");

  private static NetworkConfig listening(String host) {
    return new NetworkConfig(host, 8082, TOKEN, false, List.of());
  }

  @Test
  void whoListensToThisMachineOnlyHasNone() {
    assertThat(PhoneDoor.of(NetworkConfig.DEFAULT, 8082)).isEmpty();
  }

  @Test
  void addressIsTheOneThatWasGivenAndHoldsNoToken() {
    PhoneDoor door = PhoneDoor.of(listening("192.168.1.5"), 8082).orElseThrow();
    assertThat(door.address()).isEqualTo(ADDRESS);
    assertThat(PhoneDoor.of(listening("2001:db8::5"), 8082).orElseThrow().address())
        .isEqualTo(URI.create("http://[2001:db8:0:0:0:0:0:5]:8082/"));
  }

  @Test
  void allAddressesAreOneThatOthersReach() {
    PhoneDoor.of(listening("0.0.0.0"), 8082) // none where there is no network
        .ifPresent(
            door ->
                assertThat(door.address().getHost()).isNotIn("0.0.0.0", "127.0.0.1", "localhost"));
  }

  @Test
  void codeIsASquareWithThreeFindersAndOtherWithAnotherToken() {
    List<String> code = PhoneDoor.of(ADDRESS, TOKEN).code();
    assertThat(code).allMatch(row -> row.matches("[01]+") && row.length() == code.size());
    assertThat(code.get(0)).startsWith("11111110").endsWith("01111111");
    assertThat(code.get(3)).startsWith("10111010").endsWith("01011101");
    assertThat(code.get(code.size() - 1)).startsWith("11111110");
    assertThat(PhoneDoor.of(ADDRESS, Optional.of("fedcba9876543210")).code()).isNotEqualTo(code);
    assertThat(PhoneDoor.of(ADDRESS, Optional.empty()).code()).isNotEqualTo(code);
  }

  @Test
  void terminalGetsItWithItsLightMargin() {
    PhoneDoor door = PhoneDoor.of(ADDRESS, TOKEN);
    List<String> lines = door.text().lines().toList();
    assertThat(lines).hasSize((door.code().size() + 8 + 1) / 2);
    String blank = " ".repeat(door.code().size() + 8);
    assertThat(lines.get(0)).isEqualTo("\u001b[30;107m" + blank + "\u001b[0m");
    assertThat(lines.get(2)).startsWith("\u001b[30;107m    █▀▀▀▀▀█");
  }
}
