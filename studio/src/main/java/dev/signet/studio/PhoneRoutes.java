package dev.signet.studio;

import dev.signet.config.Json;
import dev.signet.server.config.NetworkConfig;
import dev.signet.server.http.Access;
import dev.signet.server.http.Exchange;
import dev.signet.studio.phone.PhoneDoor;
import io.javalin.config.RoutesConfig;
import java.util.Optional;

/** The path by which a page shows where a phone finds it. */
final class PhoneRoutes {
  private final NetworkConfig network;
  private volatile Optional<PhoneDoor> door = Optional.empty();

  PhoneRoutes(NetworkConfig network) {
    this.network = network;
  }

  /**
   * What a phone needs to know.
   *
   * @param loopback whether the studio listens to this machine only
   * @param token whether the code lets in who scans it
   */
  record Phone(boolean loopback, boolean token, Optional<PhoneDoor> door) {}

  void add(RoutesConfig routes) {
    routes.get(
        "/v1/studio/phone",
        it ->
            Exchange.json(
                it, Json.bytes(new Phone(network.loopback(), network.token().isPresent(), door))),
        Access.USER);
  }

  /** It listens there now. */
  void listens(int port) {
    door = PhoneDoor.of(network, port);
  }

  Optional<PhoneDoor> door() {
    return door;
  }
}
