package dev.signet.cli.serve;

import dev.signet.server.config.NetworkConfig;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a service of this machine is reached, and by whom. */
final class NetworkOptions {
  @Option(
      names = "--host",
      paramLabel = "NAME|ADDRESS",
      description = {
        "Of this machine; others than loopback need --token or --open (default: 127.0.0.1)."
      })
  String host = "127.0.0.1";

  @Option(
      names = "--token",
      defaultValue = "${env:SIGNET_TOKEN}",
      paramLabel = "SECRET",
      description = {
        "What requests must carry as 'Authorization: Bearer SECRET', 16 characters or more",
        "(default: the environment variable SIGNET_TOKEN, or none)."
      })
  @Nullable String token;

  @Option(names = "--open", description = "Everybody who reaches the host may use the service.")
  boolean open;

  @Option(
      names = "--allowed-host",
      paramLabel = "NAME",
      description = {
        "A name that requests may ask for beside the host's own, as behind a proxy that hands on",
        "its own; may be given several times."
      })
  List<String> allowedHosts = List.of();

  NetworkConfig toConfig(int port) {
    return new NetworkConfig(host, port, Optional.ofNullable(token), open, allowedHosts);
  }
}
