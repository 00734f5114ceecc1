package dev.signet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.libtorch.NativeMemory;
import dev.signet.server.config.BatchingConfig;
import dev.signet.server.config.LimitsConfig;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many requests at one time: batches, refusals, deadlines, the end, and memory. */
@Timeout(300)
class LoadTest {
  private static final byte[] PICTURE = TestService.picture("jpg", 16, 16, 1);

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();

  private List<HttpResponse<byte[]>> together(TestService service, int requests) {
    HttpRequest request =
        service.request("/v1/predict").POST(BodyPublishers.ofByteArray(PICTURE)).build();
    List<CompletableFuture<HttpResponse<byte[]>>> answers =
        IntStream.range(0, requests)
            .mapToObj(i -> client.sendAsync(request, BodyHandlers.ofByteArray()))
            .toList();
    return answers.stream().map(CompletableFuture::join).toList();
  }

  private static BatchingConfig batching(int maximum, int windowMillis, int queue) {
    return new BatchingConfig(
        maximum, Duration.ofMillis(windowMillis), queue, Duration.ofMinutes(10));
  }

  @Test
  void picturesOfManyRequestsShareBatches() {
    try (TestService service =
        TestService.start(folder, config -> config.withBatching(batching(8, 50, 256)))) {
      List<Integer> sizes = new ArrayList<>();
      do { // until they meet in the queue, usually at once
        together(service, 40).stream()
            .map(answer -> TestService.json(answer).get("timing").get("batch_size").asInt())
            .forEach(sizes::add);
      } while (sizes.stream().noneMatch(size -> size > 2));
      assertThat(sizes).allMatch(size -> size <= 8);
      String metrics = new String(service.get("/metrics").body(), StandardCharsets.UTF_8);
      assertThat(metrics)
          .contains(
              "signet_batch_pictures_sum{model=\"tiny\"} " + sizes.size() + ".0",
              "signet_http_requests_seconds_count{method=\"POST\",route=\"/v1/predict\","
                  + "status=\"200\"} "
                  + sizes.size(),
              "signet_picture_stage_seconds_count{model=\"tiny\",stage=\"queue\"} " + sizes.size(),
              "signet_queue_pictures{model=\"tiny\"} 0.0",
              "signet_memory_resident_bytes",
              "signet_memory_native_bytes",
              "jvm_memory_used_bytes");
    }
  }

  @Test
  void fullQueueIsAnsweredWithWhenToComeAgain() {
    try (TestService service =
        TestService.start(folder, config -> config.withBatching(batching(1, 0, 2)))) {
      List<HttpResponse<byte[]>> answers = new ArrayList<>();
      do { // until they come faster than they are answered, usually at once
        answers.addAll(together(service, 200));
      } while (answers.stream().noneMatch(answer -> answer.statusCode() == 429));
      assertThat(answers)
          .allMatch(answer -> answer.statusCode() == 200 || answer.statusCode() == 429);
      assertThat(answers)
          .filteredOn(answer -> answer.statusCode() == 429)
          .allSatisfy(
              answer -> {
                assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
                assertThat(TestService.json(answer).get("detail").asString()).contains("wait");
              });
      assertThat(answers).anyMatch(answer -> answer.statusCode() == 200);
      assertThat(new String(service.get("/metrics").body(), StandardCharsets.UTF_8))
          .contains("signet_rejections_total{reason=\"queue_full\"}");
      assertThat(together(service, 1).get(0).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void requestBeyondItsDeadlineIsNotComputed() {
    try (TestService service =
        TestService.start(folder, config -> config.withBatching(batching(1, 0, 1000)))) {
      List<Integer> usual = new ArrayList<>();
      List<Integer> hasty = new ArrayList<>();
      do { // until a millisecond is too short for one of them, usually at once
        List<CompletableFuture<Integer>> unhurried = new ArrayList<>();
        List<CompletableFuture<Integer>> hurried = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
          unhurried.add(status(service, "/v1/predict"));
          hurried.add(status(service, "/v1/predict?deadline_ms=1"));
        }
        unhurried.stream().map(CompletableFuture::join).forEach(usual::add);
        hurried.stream().map(CompletableFuture::join).forEach(hasty::add);
      } while (!hasty.contains(504));
      assertThat(usual).containsOnly(200);
      assertThat(hasty).containsAnyOf(504).isSubsetOf(200, 504);
    }
  }

  private CompletableFuture<Integer> status(TestService service, String path) {
    HttpRequest request = service.request(path).POST(BodyPublishers.ofByteArray(PICTURE)).build();
    return client
        .sendAsync(request, BodyHandlers.ofByteArray())
        .thenApply(HttpResponse::statusCode);
  }

  @Test
  void endAnswersWhatWasAskedAndRefusesTheRest() throws Exception {
    TestService service =
        TestService.start(
            folder,
            config ->
                config
                    .withBatching(batching(1, 0, 1000))
                    .withLimits(
                        LimitsConfig.DEFAULT.withTimes(
                            Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(10))));
    HttpRequest request =
        service.request("/v1/predict").POST(BodyPublishers.ofByteArray(PICTURE)).build();
    List<CompletableFuture<HttpResponse<byte[]>>> asked = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      asked.add(client.sendAsync(request, BodyHandlers.ofByteArray()));
    }
    asked.get(0).get();
    service.close();
    List<Integer> statuses = new ArrayList<>();
    for (CompletableFuture<HttpResponse<byte[]>> answer : asked) {
      statuses.add(
          answer.handle((response, failure) -> failure == null ? response.statusCode() : 0).get());
    }
    // What had not been taken before the end is refused or not connected; nothing breaks off.
    assertThat(statuses).containsAnyOf(200).doesNotContain(500);
  }

  /**
   * The long form is run by hand: docs/reliability.md. Each round's figures go into {@code
   * target/soak.csv}.
   */
  @Test
  @Timeout(3600)
  void memoryDoesNotGrowWithRequests() throws Exception {
    int rounds = Integer.getInteger("signet.soak.rounds", 4);
    try (TestService service = TestService.start(folder)) {
      List<Memory> after = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < 10; i++) {
          assertThat(together(service, 50)).allMatch(answer -> answer.statusCode() == 200);
        }
        after.add(Memory.settled());
      }
      Memory.write(after, Path.of("target", "soak.csv"));
      Memory last = after.get(rounds - 1);
      long growth = last.besideTheHeap() - after.get(rounds / 2).besideTheHeap();
      assertThat(growth).isLessThan(48L << 20); // the short form ends while the JVM still warms up
      assertThat(last.heap() - after.get(rounds / 2).heap()).isLessThan(16L << 20);
      assertThat(last.held() - after.get(1).held()).isLessThan(1L << 20);
    }
  }

  /** Bytes: of the heap's living objects, of the process without its heap, of native objects. */
  private record Memory(long heap, long besideTheHeap, long held) {
    /** Once the collector finds nothing more that holds native memory. */
    static Memory settled() throws InterruptedException {
      long before;
      do {
        before = NativeMemory.heldBytes();
        System.gc();
        Thread.sleep(50); // what was found is given back by another thread
      } while (NativeMemory.heldBytes() < before);
      return now();
    }

    private static Memory now() {
      Runtime jvm = Runtime.getRuntime();
      return new Memory(
          jvm.totalMemory() - jvm.freeMemory(),
          NativeMemory.now().bytes(),
          NativeMemory.heldBytes());
    }

    static void write(List<Memory> rounds, Path file) throws IOException {
      List<String> lines = new ArrayList<>(List.of("requests,heap,beside_the_heap,held"));
      for (int i = 0; i < rounds.size(); i++) {
        Memory memory = rounds.get(i);
        lines.add(
            String.format(
                Locale.ROOT,
                "%d,%d,%d,%d",
                (i + 1) * 500,
                memory.heap,
                memory.besideTheHeap,
                memory.held));
      }
      Files.write(file, lines);
    }
  }
}
