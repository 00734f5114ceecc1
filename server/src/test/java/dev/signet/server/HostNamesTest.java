package dev.signet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.server.config.NetworkConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The names that a service answers under, also those that a proxy hands on. */
@Timeout(60)
class HostNamesTest {
  private static final List<String> LOOPBACK =
      List.of("localhost", "LOCALHOST:1", "a.localhost", "127.0.0.1", "127.9.9.9:80", "[::1]:8080");
  private static final List<String> ADDRESSES = List.of("192.0.2.7", "[2001:db8::7]");

  @TempDir Path folder;

  private TestService start(UnaryOperator<NetworkConfig> change) {
    return TestService.start(folder, config -> config.withNetwork(change.apply(config.network())));
  }

  private static String ask(URI service, String host) throws IOException {
    try (RawClient client = new RawClient(service)) {
      return client
          .say("GET /v1/models HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
          .hear();
    }
  }

  private static void requireAnswered(TestService service, List<String> names) throws IOException {
    for (String name : names) {
      assertThat(ask(service.uri(), name)).as(name).startsWith("HTTP/1.1 200");
    }
  }

  private static void requireRefused(TestService service, List<String> names) throws IOException {
    for (String name : names) {
      assertThat(ask(service.uri(), name))
          .as(name)
          .startsWith("HTTP/1.1 421")
          .contains(
              "(--allowed-host " + name.replaceAll("[\\[\\].]*(:\\d+)?$", "").replace("[", ""));
    }
  }

  @Test
  void refusalNamesTheOptionThatAllowsTheName() throws IOException {
    try (TestService service = start(network -> network)) {
      requireAnswered(service, LOOPBACK);
      requireRefused(
          service, List.of("signet.example.org", "signet.example.org:443", "192.0.2.7", "own."));
      assertThat(ask(service.uri(), "signet.example.org"))
          .contains("and not under signet.example.org; whoever runs it can allow that");
    }
  }

  @Test
  void allowedNamesAreAnsweredBesideThoseOfTheMachine() throws IOException {
    List<String> names = List.of("Signet.Example.org", "192.0.2.7");
    try (TestService service = start(network -> network.withAllowedHosts(names))) {
      requireAnswered(service, LOOPBACK);
      requireAnswered(
          service,
          List.of(
              "signet.example.org", "SIGNET.EXAMPLE.ORG:8443", "signet.example.org.", "192.0.2.7"));
      requireRefused(
          service, List.of("example.org", "a.signet.example.org", "signet.example.org.evil.net"));
    }
  }

  @Test
  void openServiceAnswersUnderEveryNameUnlessSomeAreGiven() throws IOException {
    NetworkConfig open = new NetworkConfig("0.0.0.0", 0, Optional.empty(), true, List.of());
    try (TestService service = start(network -> open)) {
      requireAnswered(service, LOOPBACK);
      requireAnswered(service, ADDRESSES);
      requireAnswered(service, List.of("any.example"));
    }
    NetworkConfig named = open.withAllowedHosts(List.of("one.example"));
    try (TestService service = start(network -> named)) {
      requireAnswered(service, LOOPBACK);
      requireAnswered(service, ADDRESSES);
      requireAnswered(service, List.of("one.example"));
      requireRefused(service, List.of("any.example"));
    }
  }

  @Test
  void proxyMayHandOnItsOwnName() throws IOException, InterruptedException {
    int port = Nginx.freePort();
    try (TestService service = start(network -> network.withAllowedHosts(List.of("own.example")))) {
      String server =
          String.format(
              Locale.ROOT,
              """
              server {
                listen 127.0.0.1:%d;
                location / { proxy_pass %s; proxy_set_header Host $host; }
              }
              """,
              port,
              service.uri());
      try (Nginx nginx = Nginx.start(folder, server, port)) {
        URI address = URI.create("http://127.0.0.1:" + port);
        assertThat(ask(address, "own.example")).startsWith("HTTP/1.1 200");
        assertThat(ask(address, "other.example")).startsWith("HTTP/1.1 421");
      }
    }
  }
}
