package dev.signet.server.http;

import dev.signet.server.config.NetworkConfig;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpStatus;

/**
 * The names that lead here. On loopback a name that is not this machine's means that a page from
 * elsewhere had its name resolved to this machine, to be of the same origin as this service (DNS
 * rebinding). On other hosts every name is ours, unless some are given; an address is no name that
 * could have been resolved.
 */
final class OurNames {
  private static final Pattern LOOPBACK =
      Pattern.compile("(.+\\.)?localhost|127(\\.\\d{1,3}){3}|::1|0:0:0:0:0:0:0:1");
  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-f:]*:[0-9a-f:.]*");
  private static final Pattern HARMLESS = Pattern.compile("[a-z0-9_.:-]{1,253}");

  private final boolean loopback;
  private final String host;
  private final List<String> allowed;

  OurNames(NetworkConfig network) {
    loopback = network.loopback();
    host = network.host().toLowerCase(Locale.ROOT);
    allowed = network.allowedHosts();
  }

  /**
   * Refuses others.
   *
   * @param asked the request's {@code Host} without its port
   */
  void require(String asked) {
    String name = plain(asked);
    if (isOurs(name)) {
      return;
    }
    String said = HARMLESS.matcher(name).matches() ? name : "this name";
    String listens =
        loopback
            ? "this service listens to this machine only, under localhost or 127.0.0.1"
            : "this service answers under " + String.join(", ", allowed);
    throw new ProblemException(
        HttpStatus.MISDIRECTED_REQUEST_421,
        "%s, and not under %s; whoever runs it can allow that (--allowed-host %s)"
            .formatted(listens, said, said.equals(name) ? name : "NAME"));
  }

  private boolean isOurs(String name) {
    if (LOOPBACK.matcher(name).matches() || name.equals(host) || allowed.contains(name)) {
      return true;
    }
    return !loopback && (allowed.isEmpty() || ADDRESS.matcher(name).matches());
  }

  /** Without the brackets of IPv6 and the dot that ends a full name. */
  private static String plain(String asked) {
    String name = asked.toLowerCase(Locale.ROOT);
    if (name.startsWith("[") && name.endsWith("]")) {
      return name.substring(1, name.length() - 1);
    }
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }
}
