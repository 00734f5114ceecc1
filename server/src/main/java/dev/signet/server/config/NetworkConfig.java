package dev.signet.server.config;

import dev.signet.InvalidValueException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the service listens, and who may use it.
 *
 * @param host a name or address of this machine; others than loopback need a token, or {@code open}
 * @param port 0 to 65535; 0 takes a free one
 * @param token that requests must carry as {@code Authorization: Bearer TOKEN}, 16 to 256 printable
 *     characters
 * @param open whether everybody who reaches the host may use the service
 * @param allowedHosts names beside the host's own that requests may ask for in their {@code Host},
 *     such as those that a proxy hands on; in lower case
 */
public record NetworkConfig(
    String host, int port, Optional<String> token, boolean open, List<String> allowedHosts) {
  /** Port 8080 of this machine, for this machine. */
  public static final NetworkConfig DEFAULT =
      new NetworkConfig("127.0.0.1", 8080, Optional.empty(), false, List.of());

  private static final Pattern NAME = Pattern.compile("[a-z0-9_.-]{1,253}|[0-9a-f:]{2,39}");

  /** Checks the values, and that nothing is open to the network by accident. */
  public NetworkConfig {
    allowedHosts = allowedHosts.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    if (port < 0 || port > 65_535) {
      throw new InvalidValueException(
          "the port (--port) must be between 0 and 65535 but was " + port);
    }
    if (token.isPresent() && !token.get().matches("[!-~]{16,256}")) {
      throw new InvalidValueException(
          "the token (--token) must be 16 to 256 printable ASCII characters without spaces "
              + String.format(
                  Locale.ROOT,
                  "but has %d characters; make one with openssl rand -hex 16",
                  token.get().length()));
    }
    if (open && token.isPresent()) {
      throw new InvalidValueException(
          "--open lets everybody in and --token only who has it; choose one of them");
    }
    for (String name : allowedHosts) {
      if (!NAME.matcher(name).matches()) {
        throw new InvalidValueException(
            "an allowed host (--allowed-host) must be a name or address without scheme and port,"
                + " such as signet.example.org, but was '%s'".formatted(name));
      }
    }
    if (token.isEmpty() && !open && !isLoopback(host)) {
      throw new InvalidValueException(
          "the host (--host) %s can be reached by others; ask them for a --token, or let everybody"
                  .formatted(host)
              + " in with --open");
    }
  }

  /** The same on another port. */
  public NetworkConfig withPort(int another) {
    return new NetworkConfig(host, another, token, open, allowedHosts);
  }

  /** The same for those who have the token. */
  public NetworkConfig withToken(String required) {
    return new NetworkConfig(host, port, Optional.of(required), false, allowedHosts);
  }

  /** The same, asked for by these names as well. */
  public NetworkConfig withAllowedHosts(List<String> names) {
    return new NetworkConfig(host, port, token, open, names);
  }

  /** Whether only programs on this machine reach the service. */
  public boolean loopback() {
    return isLoopback(host);
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new InvalidValueException(
          "the host (--host) must be a name or address of this machine but was '%s'"
              .formatted(host));
    }
  }

  /** Hides the token. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s:%d%s%s",
        host,
        port,
        token.isPresent() ? " token" : "",
        open ? " open" : "");
  }
}
