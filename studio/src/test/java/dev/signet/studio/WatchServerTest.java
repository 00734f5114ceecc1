package dev.signet.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import dev.signet.server.config.NetworkConfig;
import dev.signet.training.StopReason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is said of runs over HTTP, and that no client can disturb it. */
@Timeout(180)
class WatchServerTest {
  private static final NetworkConfig NETWORK = NetworkConfig.DEFAULT.withPort(0);
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path runs;
  private final HttpClient client = HttpClient.newHttpClient();
  private WatchServer server;

  @BeforeEach
  void start() {
    server = WatchServer.start(NETWORK, RunShelf.of(runs), false);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(server.uri().resolve(path)).build(), BodyHandlers.ofString());
  }

  private Stream open(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.uri().resolve(path))
            .header("Accept", "text/event-stream")
            .build();
    return new Stream(
        new BufferedReader(
            new InputStreamReader(
                client.send(request, BodyHandlers.ofInputStream()).body(),
                StandardCharsets.UTF_8)));
  }

  /** A client's end of a stream of events. */
  private record Stream(BufferedReader reader) implements AutoCloseable {
    /** Reads on until an event of this name: its data. */
    JsonNode await(String event) throws IOException {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.equals("event: " + event)) {
          return JSON.readTree(reader.readLine().substring("data: ".length()));
        }
      }
      throw new AssertionError("the stream ended without " + event);
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }

  @Test
  void headOfTheEventsBeginsNoStream() throws IOException, InterruptedException {
    HttpResponse<Void> answer =
        client.send(
            HttpRequest.newBuilder(server.uri().resolve("/v1/events"))
                .header("Accept", "text/event-stream")
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build(),
            BodyHandlers.discarding());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    assertThat(server.watchers()).isZero();
  }

  @Test
  void streamSaysWhatTheSingleAnswerSays() throws IOException, InterruptedException {
    TestRuns.finished(runs.resolve("first"), 3, 1);
    JsonNode answer = JSON.readTree(get("/v1/run?name=first").body());
    assertThat(answer.propertyNames())
        .containsExactly("run", "progress", "history", "matrix", "samples", "place");
    try (Stream stream = open("/v1/events?name=first")) {
      for (String part : answer.propertyNames()) {
        assertThat(stream.await(part)).as(part).isEqualTo(answer.get(part));
      }
    }
    assertThat(answer.get("history").get("epoch").size()).isEqualTo(3);
    assertThat(answer.get("samples").get("samples").size()).isEqualTo(12);
    assertThat(answer.get("matrix").get("counts").size()).isEqualTo(6);
  }

  @Test
  void lateClientIsToldAllAndThenWhatIsNew() throws IOException, InterruptedException {
    try (TestRuns training = TestRuns.begin(runs.resolve("late"), 5, 1)) {
      training.train(2);
      try (Stream stream = open("/v1/events?name=late")) {
        assertThat(stream.await("run").get("state").asString()).isEqualTo("training");
        assertThat(stream.await("history").get("epoch").size()).isEqualTo(2);
        training.train(1);
        assertThat(stream.await("history").get("epoch").size()).isEqualTo(3);
        training.finish(StopReason.TIME_LIMIT);
        assertThat(stream.await("run").get("reason").asString()).isEqualTo("time-limit");
      }
    }
  }

  @Test
  void newRunAppearsInTheTable() throws IOException, InterruptedException {
    try (Stream stream = open("/v1/events")) {
      assertThat(stream.await("runs").get("runs").size()).isZero();
      TestRuns.finished(runs.resolve("new"), 2, 1);
      JsonNode table = stream.await("runs");
      while (table.get("runs").size() == 0
          || !table.get("runs").get(0).get("state").asString().equals("finished")) {
        table = stream.await("runs");
      }
      assertThat(table.get("runs").get(0).get("name").asString()).isEqualTo("new");
    }
  }

  @Test
  void valuesToSortByAreNumbers() throws IOException, InterruptedException {
    TestRuns.finished(runs.resolve("first"), 3, 1);
    JsonNode row = JSON.readTree(get("/v1/runs").body()).get("runs").get(0);
    assertThat(row.get("scores").get("best_accuracy").isNumber()).isTrue();
    assertThat(row.get("scores").get("last_loss").isNumber()).isTrue();
    assertThat(row.get("judged").get("accuracy").isNumber()).isTrue();
    assertThat(row.get("changed").isIntegralNumber()).isTrue();
    assertThat(row.get("epoch").isIntegralNumber()).isTrue();
  }

  @Test
  void clientsThatLeaveAreForgotten() throws IOException, InterruptedException {
    Path run = runs.resolve("left");
    try (TestRuns training = TestRuns.begin(run, 100, 1)) {
      for (int i = 0; i < 5; i++) {
        Stream stream = open("/v1/events?name=left");
        stream.await("run");
        stream.close();
      }
      while (server.watchers() > 0) {
        training.train(1); // so that there is something to send
        Thread.sleep(50);
      }
      assertThat(get("/v1/runs").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void clientThatDoesNotReadHoldsNobodyUp() throws IOException, InterruptedException {
    try (TestRuns training = TestRuns.begin(runs.resolve("slow"), 200, 1);
        Socket deaf = new Socket(server.uri().getHost(), server.uri().getPort())) {
      deaf.setReceiveBufferSize(1024);
      deaf.getOutputStream()
          .write(
              """
              GET /v1/events?name=slow HTTP/1.1\r
              Host: localhost\r
              Accept: text/event-stream\r
              \r
              """
                  .getBytes(StandardCharsets.US_ASCII));
      try (Stream stream = open("/v1/events?name=slow")) {
        for (int epoch = 1; epoch <= 4; epoch++) {
          training.train(1);
          while (stream.await("history").get("epoch").size() < epoch) {
            Thread.onSpinWait();
          }
        }
      }
      server.close(); // does not wait until it reads
    }
  }

  @Test
  void oneClientTooManyIsToldToComeBack() throws IOException, InterruptedException {
    TestRuns.finished(runs.resolve("popular"), 2, 1);
    List<Stream> streams = new ArrayList<>();
    try {
      for (int i = 0; i < 24; i++) {
        Stream stream = open("/v1/events?name=popular");
        stream.await("run");
        streams.add(stream);
      }
      HttpRequest request =
          HttpRequest.newBuilder(server.uri().resolve("/v1/events"))
              .header("Accept", "text/event-stream")
              .build();
      HttpResponse<String> refused = client.send(request, BodyHandlers.ofString());
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
      assertThat(get("/v1/runs").statusCode()).isEqualTo(200);
    } finally {
      for (Stream stream : streams) {
        stream.close();
      }
    }
  }

  @Test
  void endIsSaidWithTheLastState() throws IOException, InterruptedException {
    Path run = runs.resolve("ending");
    Duration patient = Duration.ofMinutes(2);
    try (WatchServer own = WatchServer.start(NETWORK, RunShelf.ofOne(run), true, patient);
        TestRuns training = TestRuns.begin(run, 2, 1)) {
      HttpRequest request =
          HttpRequest.newBuilder(own.uri().resolve("/v1/events?name=ending"))
              .header("Accept", "text/event-stream")
              .build();
      try (Stream stream =
          new Stream(
              new BufferedReader(
                  new InputStreamReader(
                      client.send(request, BodyHandlers.ofInputStream()).body(),
                      StandardCharsets.UTF_8)))) {
        stream.await("place");
        training.train(2);
        training.finish(StopReason.COMPLETED);
        own.close();
        assertThat(stream.await("run").get("state").asString()).isEqualTo("finished");
        stream.await("end");
        assertThat(stream.reader().readLine()).isEmpty();
        assertThat(stream.reader().readLine()).isNull();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "../secret",
        "first/../../secret",
        "/etc",
        "first/.",
        "",
        "seeds",
        "..%2Fsecret",
        "first%00",
        "%2e%2e"
      })
  void noNameLeadsOutOfTheFolder(String name) throws IOException, InterruptedException {
    TestRuns.finished(runs.resolve("first"), 2, 1);
    TestRuns.finished(runs.resolve("seeds/seed-0"), 2, 1);
    TestRuns.finished(runs.resolveSibling("secret"), 2, 1);
    assertThat(get("/v1/run?name=first").statusCode()).isEqualTo(200);
    for (String path : List.of("/v1/run", "/v1/report")) {
      assertThat(get(path + "?name=" + name).statusCode()).isBetween(400, 404);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/../../../etc/passwd", "/..%2f..%2fetc/passwd", "/first/config.json"})
  void noPathLeadsToAFile(String path) throws IOException, InterruptedException {
    TestRuns.finished(runs.resolve("first"), 2, 1);
    assertThat(get(path).statusCode()).isBetween(400, 404);
  }

  @Test
  void runOfRepeatedSeedsHasASlashInItsName() throws IOException, InterruptedException {
    TestRuns.finished(runs.resolve("seeds/seed-0"), 2, 1);
    assertThat(get("/v1/run?name=seeds%2Fseed-0").statusCode()).isEqualTo(200);
  }

  @Test
  void reportMayDoNothingButBeRead() throws IOException, InterruptedException {
    Path run = TestRuns.finished(runs.resolve("first"), 2, 1);
    HttpResponse<String> report = get("/v1/report?name=first");
    assertThat(report.body()).contains("All of it.");
    assertThat(report.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("sandbox; default-src 'none';")
        .doesNotContain("script", "allow-");
    Files.delete(run.resolve("report.html"));
    assertThat(get("/v1/report?name=first").body()).contains("signet report RUN writes it");
  }

  @Test
  void brokenRunIsNamedBesideTheGoodOnes() throws IOException, InterruptedException {
    TestRuns.finished(runs.resolve("good"), 2, 1);
    Files.createDirectories(runs.resolve("broken"));
    Files.writeString(runs.resolve("broken/config.json"), "{\"recipe\": 3}");
    JsonNode table = JSON.readTree(get("/v1/runs").body());
    assertThat(table.get("runs").size()).isEqualTo(1);
    assertThat(table.get("unreadable").get(0).get("folder").asString()).isEqualTo("broken");
    assertThat(table.get("unreadable").get(0).get("problem").asString())
        .contains("config.json is not a valid RunConfig");
  }

  @Test
  void pagesAndStreamsAreGuarded() throws IOException, InterruptedException {
    for (String path : List.of("/runs.html", "/run.html", "/base.css", "/watch.css", "/v1/runs")) {
      HttpResponse<String> response = get(path);
      assertThat(response.statusCode()).as(path).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
          .startsWith("default-src 'none'; script-src 'self';")
          .doesNotContain("unsafe");
    }
    assertThat(get("/v1/events").statusCode()).isEqualTo(406);
    assertThat(get("/openapi.json").statusCode()).isEqualTo(404);
  }

  @Test
  void portThatIsTakenIsRefused() {
    NetworkConfig taken = NETWORK.withPort(server.uri().getPort());
    RunShelf shelf = RunShelf.of(runs);
    assertThatThrownBy(() -> WatchServer.start(taken, shelf, false))
        .isInstanceOf(SignetException.class)
        .hasMessageContaining("it is taken or not allowed");
  }
}
