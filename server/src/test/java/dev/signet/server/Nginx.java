package dev.signet.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** An nginx of the machine's, which a test gives its servers. */
final class Nginx implements AutoCloseable {
  private final Process process;

  private Nginx(Process process) {
    this.process = process;
  }

  /**
   * Starts one that has its files in a folder; the test is skipped if there is none.
   *
   * @param servers as they stand in its configuration's {@code http}
   * @param port that one of them listens on
   */
  static Nginx start(Path folder, String servers, int port)
      throws IOException, InterruptedException {
    Optional<Path> nginx =
        Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/bin/nginx")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(nginx.isPresent(), "no nginx on this machine");
    Path config = folder.resolve("nginx.conf");
    Files.writeString(
        config,
        """
        daemon off; master_process off; pid nginx.pid; error_log stderr;
        events {}
        http {
          access_log off; client_body_temp_path body; proxy_temp_path proxy;
          fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
        """
            + servers
            + "}\n");
    Process process =
        new ProcessBuilder(nginx.get().toString(), "-p", folder.toString(), "-c", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("nginx.log").toFile())
            .start();
    Nginx started = new Nginx(process);
    while (true) {
      assertThat(process.isAlive()).as("nginx: %s", folder.resolve("nginx.log")).isTrue();
      try {
        new RawClient(URI.create("http://127.0.0.1:" + port)).close();
        return started;
      } catch (IOException e) {
        Thread.sleep(20);
      }
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    boolean interrupted = false;
    while (process.isAlive()) {
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
