package dev.signet.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.InvalidValueException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is open to the network by accident. */
class NetworkConfigTest {
  private static final String TOKEN = "0123456789abcdef";

  private static NetworkConfig on(String host, Optional<String> token, boolean open) {
    return new NetworkConfig(host, 8080, token, open, List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.8.9.10", "localhost", "::1"})
  void loopbackNeedsNothing(String host) {
    NetworkConfig network = on(host, Optional.empty(), false);
    assertThat(network.loopback()).isTrue();
    assertThat(ServerConfig.of(Path.of("run")).withNetwork(network).network()).isEqualTo(network);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7", "2001:db8::7"})
  void otherHostsNeedATokenOrToBeOpened(String host) {
    assertThatThrownBy(() -> on(host, Optional.empty(), false))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage(
            "the host (--host) %s can be reached by others; ask them for a --token, or let"
                + " everybody in with --open",
            host);
    assertThat(on(host, Optional.of(TOKEN), false).loopback()).isFalse();
    assertThat(on(host, Optional.empty(), true).loopback()).isFalse();
  }

  @Test
  void serviceThatIsOpenedHasNoToken() {
    assertThatThrownBy(() -> on("0.0.0.0", Optional.of(TOKEN), true))
        .hasMessageContaining("choose one of them");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "0123456789 abcdef", "0123456789abcd\u00e9f"})
  void tokenThatIsEasilyGuessedOrDoesNotFitAHeaderIsRefused(String token) {
    assertThatThrownBy(() -> on("0.0.0.0", Optional.of(token), false))
        .hasMessageContaining("16 to 256 printable ASCII characters")
        .hasMessageContaining("has %d characters", token.length());
  }

  @ParameterizedTest
  @CsvSource({"-1", "65536"})
  void portsAreThoseOfTcp(int port) {
    assertThatThrownBy(() -> NetworkConfig.DEFAULT.withPort(port))
        .hasMessage("the port (--port) must be between 0 and 65535 but was %d", port);
  }

  @Test
  void tokenIsNotPrinted() {
    assertThat(on("0.0.0.0", Optional.of(TOKEN), false).toString()).isEqualTo("0.0.0.0:8080 token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://a.example",
        "a.example:80",
        "a.example/x",
        "a b",
        "*",
        "\u00e9.example"
      })
  void allowedHostIsANameWithoutSchemeAndPort(String name) {
    assertThatThrownBy(() -> NetworkConfig.DEFAULT.withAllowedHosts(List.of(name)))
        .hasMessageContaining("(--allowed-host) must be a name or address without scheme and port")
        .hasMessageContaining("but was '%s'", name);
  }

  @Test
  void allowedHostsAreComparedInLowerCase() {
    assertThat(NetworkConfig.DEFAULT.withAllowedHosts(List.of("A.Example")).allowedHosts())
        .containsExactly("a.example");
  }
}
