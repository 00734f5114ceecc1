package dev.signet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.libtorch.NativeMemory;
import dev.signet.server.config.LimitsConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Connections that say nothing. The long form is run by hand, {@code -Dsignet.idle=10000}:
 * docs/reliability.md. Its figures go into {@code target/idle.csv}.
 */
@Timeout(180)
class IdleConnectionsTest {
  private static final int CONNECTIONS = Integer.getInteger("signet.idle", 500);
  private static final byte[] PICTURE = TestService.picture("png", 16, 16, 1);

  @TempDir private Path folder;

  @Test
  void idleConnectionsCostNoThreadAndAreAnsweredWhenTheyAsk() throws Exception {
    LimitsConfig patient =
        LimitsConfig.DEFAULT.withTimes(
            Duration.ofSeconds(30), Duration.ofSeconds(120), Duration.ofSeconds(2));
    try (TestService service = TestService.start(folder, config -> config.withLimits(patient))) {
      answerMillis(service); // warms up
      List<String> figures =
          new ArrayList<>(List.of("connections,heap,beside_the_heap,threads,slowest_ms"));
      figures.add(figures(0, service));
      Process clients = clients(service.uri().getPort());
      try (BufferedReader said = clients.inputReader()) {
        assertThat(said.readLine()).isEqualTo("open " + CONNECTIONS);
        figures.add(figures(CONNECTIONS, service));
        assertThat(httpThreads()).isLessThan(70);
        clients.getOutputStream().write('\n');
        clients.getOutputStream().close();
        assertThat(said.readLine()).isEqualTo("HTTP/1.1 200 OK");
        assertThat(said.readLine()).isEqualTo("HTTP/1.1 200 OK");
      } finally {
        clients.destroyForcibly().waitFor();
      }
      Files.write(Path.of("target", "idle.csv"), figures);
    }
  }

  private static Process clients(int port) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            IdleConnections.class.getName(),
            String.valueOf(port),
            String.valueOf(CONNECTIONS))
        .redirectError(Redirect.INHERIT)
        .start();
  }

  private static String figures(int connections, TestService service) {
    long slowest = answerMillis(service);
    System.gc();
    Runtime jvm = Runtime.getRuntime();
    return String.format(
        Locale.ROOT,
        "%d,%d,%d,%d,%d",
        connections,
        jvm.totalMemory() - jvm.freeMemory(),
        NativeMemory.now().bytes(),
        httpThreads(),
        slowest);
  }

  /** The slowest of a hundred answers that others get, one after the other. */
  private static long answerMillis(TestService service) {
    long[] nanos = new long[100];
    for (int i = 0; i < nanos.length; i++) {
      long start = System.nanoTime();
      assertThat(service.post("/v1/predict", "image/png", PICTURE).statusCode()).isEqualTo(200);
      nanos[i] = System.nanoTime() - start;
    }
    return Duration.ofNanos(Arrays.stream(nanos).max().orElseThrow()).toMillis();
  }

  private static long httpThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("http"))
        .count();
  }
}
