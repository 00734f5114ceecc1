package dev.signet.server.config;

import dev.signet.InvalidValueException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the service listens, and who may use it.
 *
 * @param host a name or address of this machine; others than loopback need a token, or {@code open}
 * @param port 0 to 65535; 0 takes a free one
 * @param token that requests must carry as {@code Authorization: Bearer TOKEN}, 16 to 256 printable
 *     characters
 * @param open whether everybody who reaches the host may use the service
 */
public record NetworkConfig(String host, int port, Optional<String> token, boolean open) {
  /** Port 8080 of this machine, for this machine. */
  public static final NetworkConfig DEFAULT =
      new NetworkConfig("127.0.0.1", 8080, Optional.empty(), false);

  /** Checks the values, and that nothing is open to the network by accident. */
  public NetworkConfig {
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
    if (token.isEmpty() && !open && !isLoopback(host)) {
      throw new InvalidValueException(
          "the host (--host) %s can be reached by others; ask them for a --token, or let everybody"
                  .formatted(host)
              + " in with --open");
    }
  }

  /** The same on another port. */
  public NetworkConfig withPort(int another) {
    return new NetworkConfig(host, another, token, open);
  }

  /** The same for those who have the token. */
  public NetworkConfig withToken(String required) {
    return new NetworkConfig(host, port, Optional.of(required), false);
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
