package dev.signet.studio.phone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.Optional;

/** This machine as its network calls it. */
final class NetworkAddress {
  /**
   * An address for documentation (RFC 5737): it is asked which way leads there, nothing is sent.
   */
  private static final InetSocketAddress ELSEWHERE = new InetSocketAddress("192.0.2.1", 9);

  private NetworkAddress() {}

  /** The host of addresses that lead to who listens on this one; none without a network. */
  static Optional<String> of(String host) {
    try {
      InetAddress given = InetAddress.getByName(host);
      if (!given.isAnyLocalAddress()) {
        return Optional.of(given instanceof Inet6Address ? written(given) : host);
      }
      return onTheWayOut().or(NetworkAddress::ofAnInterface);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> onTheWayOut() {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(ELSEWHERE);
      return usable(socket.getLocalAddress())
          ? Optional.of(written(socket.getLocalAddress()))
          : Optional.empty();
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty(); // no way leads out
    }
  }

  private static Optional<String> ofAnInterface() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(it -> usable(it) && it.isSiteLocalAddress())
          .map(NetworkAddress::written)
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean usable(InetAddress address) {
    return !address.isLoopbackAddress()
        && !address.isAnyLocalAddress()
        && !address.isLinkLocalAddress();
  }

  private static String written(InetAddress address) {
    String digits = address.getHostAddress();
    return address instanceof Inet6Address
        ? "[%s]".formatted(digits.replaceFirst("%.*", ""))
        : digits;
  }
}
