package dev.signet.studio.phone;

import dev.signet.server.config.NetworkConfig;
import io.nayuki.qrcodegen.QrCode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where a phone in the same network finds the studio, as a QR code (ISO/IEC 18004). The token is in
 * the part behind {@code #}, which a browser sends to nobody. Immutable.
 *
 * @param address without the token
 * @param code of the address with the token: rows of squares, {@code 1} for a dark one, without the
 *     light margin of four that it needs
 */
public record PhoneDoor(URI address, List<String> code) {
  /** Squares that are light around a code. */
  private static final int MARGIN = 4;

  /** Keeps its own list. */
  public PhoneDoor {
    code = List.copyOf(code);
  }

  /**
   * The door of a service, or none if it listens to this machine only or no network is there.
   *
   * @param network how it listens
   * @param port where it listens
   */
  public static Optional<PhoneDoor> of(NetworkConfig network, int port) {
    if (network.loopback()) {
      return Optional.empty();
    }
    return NetworkAddress.of(network.host())
        .map(host -> URI.create("http://" + host + ":" + port + "/"))
        .map(address -> of(address, network.token()));
  }

  static PhoneDoor of(URI address, Optional<String> token) {
    String behind =
        token.map(it -> "#token=" + URLEncoder.encode(it, StandardCharsets.UTF_8)).orElse("");
    QrCode code = QrCode.encodeText(address + behind, QrCode.Ecc.LOW);
    List<String> rows = IntStream.range(0, code.size).mapToObj(y -> row(code, y)).toList();
    return new PhoneDoor(address, rows);
  }

  private static String row(QrCode code, int y) {
    return IntStream.range(0, code.size)
        .mapToObj(x -> code.getModule(x, y) ? "1" : "0")
        .collect(Collectors.joining());
  }

  /** The code for a terminal, dark on light whatever its colours: two squares a character. */
  public String text() {
    int side = code.size();
    return IntStream.iterate(-MARGIN, y -> y < side + MARGIN, y -> y + 2)
        .mapToObj(y -> "\u001b[30;107m" + line(y) + "\u001b[0m")
        .collect(Collectors.joining("\n"));
  }

  private String line(int y) {
    return IntStream.range(-MARGIN, code.size() + MARGIN)
        .mapToObj(
            x -> isDark(x, y) ? (isDark(x, y + 1) ? "█" : "▀") : (isDark(x, y + 1) ? "▄" : " "))
        .collect(Collectors.joining());
  }

  private boolean isDark(int x, int y) {
    boolean inside = x >= 0 && y >= 0 && x < code.size() && y < code.size();
    return inside && code.get(y).charAt(x) == '1';
  }
}
