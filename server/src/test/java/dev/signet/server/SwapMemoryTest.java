package dev.signet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.config.Precision;
import dev.signet.libtorch.NativeMemory;
import dev.signet.server.config.ModelSource;
import dev.signet.server.config.ServerConfig;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A model that has lost its place gives its memory back. The long form is run by hand:
 * docs/reliability.md. The figures after each swap go into {@code target/swaps.csv}.
 */
@Timeout(3600)
@EnabledOnOs(value = OS.LINUX, disabledReason = "only glibc is asked to give memory back")
class SwapMemoryTest {
  private static final String TOKEN = "0123456789abcdef";
  private static final int CLIENTS = 4;
  private static final byte[] PICTURE = TestService.picture("jpg", 64, 64, 1);

  @TempDir Path folder;

  @Test
  void memoryDoesNotGrowWithSwapsUnderLoad() throws Exception {
    int swaps = Integer.getInteger("signet.soak.swaps", 10);
    Path model = TestService.writeSlowModel(folder.resolve("slow"));
    long weights = Files.size(model.resolve("model.safetensors"));
    List<String> failures = new CopyOnWriteArrayList<>();
    try (TestService service = TestService.start(folder, config -> slow(config, model))) {
      List<Thread> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(new Thread(() -> askUntilInterrupted(service, failures)));
      }
      clients.forEach(Thread::start);
      List<Long> after = new ArrayList<>();
      List<String> lines = new ArrayList<>(List.of("swap,native_bytes,resident_bytes,held_bytes"));
      for (int i = 1; i <= swaps; i++) {
        assertThat(swap(service).statusCode()).isEqualTo(200);
        after.add(NativeMemory.now().bytes());
        lines.add(
            String.format(
                Locale.ROOT,
                "%d,%d,%d,%d",
                i,
                after.get(i - 1),
                NativeMemory.residentBytes(),
                NativeMemory.heldBytes()));
      }
      Files.write(Path.of("target", "swaps.csv"), lines);
      for (Thread client : clients) {
        client.interrupt();
        client.join();
      }
      assertThat(failures).isEmpty();
      assertThat(after.get(swaps - 1) - after.get(swaps / 3))
          .as("%s of %,d bytes of weights each", after, weights)
          .isLessThan(2 * weights);
    }
  }

  private ServerConfig slow(ServerConfig config, Path model) {
    return ServerConfig.of(List.of(new ModelSource("slow", "1", model)))
        .withNetwork(config.network().withToken(TOKEN))
        .withArithmetic("cpu", Precision.FP32);
  }

  private static HttpResponse<byte[]> swap(TestService service) {
    return service.send(
        service
            .request("/v1/models/slow")
            .header("Authorization", "Bearer " + TOKEN)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString("{\"path\":\"slow\"}")));
  }

  private static void askUntilInterrupted(TestService service, List<String> failures) {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        HttpResponse<byte[]> answer =
            service.send(
                service
                    .request("/v1/predict")
                    .header("Authorization", "Bearer " + TOKEN)
                    .POST(BodyPublishers.ofByteArray(PICTURE)));
        if (answer.statusCode() != 200) {
          failures.add(new String(answer.body(), StandardCharsets.UTF_8));
        }
      } catch (IllegalStateException e) {
        return; // interrupted: the test is over
      }
    }
  }
}
