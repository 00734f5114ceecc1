package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.artifact.Manifest;
import dev.signet.artifact.ModelFile;
import dev.signet.artifact.Provenance;
import dev.signet.config.InputSize;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.Preprocessing;
import dev.signet.config.ResNetVariant;
import dev.signet.model.ModelState;
import dev.signet.model.ResNet;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code signet serve} as a process of its own, and what it refuses. */
@Timeout(180)
class ServeTest {
  private static final int ASKED = 100;
  private static final Pattern WAITING =
      Pattern.compile("(?m)^signet_queue_pictures\\{model=\"slow\"} (\\S+)$");

  private static Path model;
  private static byte[] picture;

  private final HttpClient client = HttpClient.newHttpClient();

  /** A network that takes some milliseconds a picture. */
  @BeforeAll
  static void writeModel(@TempDir Path shared) throws IOException {
    ModelConfig config =
        new ModelConfig(ResNetVariant.RESNET18, Layout.ARTICLE, InputSize.square(64), 2);
    model = shared.resolve("slow.safetensors");
    picture = Files.readAllBytes(SignetRun.FIXTURES.resolve("picture.jpg"));
    try (ResNet net = ResNet.create(config, 1)) {
      Manifest manifest =
          Manifest.of(config, Preprocessing.UNIT, List.of("a", "b"), Provenance.UNKNOWN);
      new ModelFile(manifest, ModelState.of(net)).write(model);
    }
  }

  @ParameterizedTest
  @CsvSource({"0.0.0.0", "::", "192.0.2.7"})
  void hostThatOthersReachIsRefusedWithoutATokenOrOpen(String host) {
    SignetRun.of(List.of("serve", "--model", model, "--host", host))
        .requireFailure(2, "--host", host, "--token", "--open");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no SIGTERM")
  void sigtermAnswersAllThatWasAskedAndExitsWith143() throws Exception {
    List<Object> words =
        List.of(
            "--model",
            "slow=" + model,
            "--port",
            0,
            "--threads",
            1,
            "--precision",
            "fp32",
            "--max-batch",
            1,
            "--drain",
            "60s");
    try (TrainingProcess service = TrainingProcess.of("serve", words)) {
      assertThat(service.await("Signet serves")).as(service.said()).isTrue();
      URI uri = URI.create(service.said().strip().replaceAll("(?s).* ", ""));
      List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
      for (int i = 0; i < ASKED; i++) {
        asked.add(ask(uri));
      }
      awaitTaken(uri, asked);
      service.signal("TERM");
      assertThat(service.await("answering what was asked")).as(service.said()).isTrue();
      int late = refused(uri);
      for (CompletableFuture<HttpResponse<String>> answer : asked) {
        assertThat(answer.get().statusCode()).as(answer.get().body()).isEqualTo(200);
      }
      assertThat(late).as("requests that came too late").isPositive();
      assertThat(service.exit()).as(service.said()).isEqualTo(143);
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no SIGTERM")
  void serviceThatWasToldToEndGoesOnForAWhileAsNotReady() throws Exception {
    List<Object> words =
        List.of("--model", model, "--port", 0, "--grpc-port", 0, "--drain-delay", "5s");
    try (TrainingProcess service = TrainingProcess.of("serve", words)) {
      assertThat(service.await("gRPC: port")).as(service.said()).isTrue();
      Matcher address = Pattern.compile("http://\\S+").matcher(service.said());
      assertThat(address.find()).isTrue();
      URI uri = URI.create(address.group());
      HttpRequest ready = HttpRequest.newBuilder(uri.resolve("v2/health/ready")).build();
      assertThat(client.send(ready, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
      service.signal("TERM");
      int status = 200;
      while (status == 200) {
        status = client.send(ready, BodyHandlers.ofString()).statusCode();
      }
      assertThat(status).isEqualTo(503);
      assertThat(ask(uri).get().statusCode()).isEqualTo(200);
      assertThat(service.exit()).as(service.said()).isEqualTo(143);
    }
  }

  @ParameterizedTest
  @CsvSource({"--grpc-port,70000,between 0 and 65535", "--drain-delay,7200s,between 0s and 3600s"})
  void valueOutsideOfItsRangeIsRefused(String option, String value, String allowed) {
    SignetRun.of(List.of("serve", "--model", model, option, value))
        .requireFailure(2, option, allowed);
  }

  private CompletableFuture<HttpResponse<String>> ask(URI service) {
    return client.sendAsync(
        HttpRequest.newBuilder(service.resolve("v1/predict"))
            .timeout(Duration.ofSeconds(100))
            .POST(BodyPublishers.ofByteArray(picture))
            .build(),
        BodyHandlers.ofString());
  }

  /** Until every request waits, is being answered, or was answered. */
  private void awaitTaken(URI service, List<CompletableFuture<HttpResponse<String>>> asked)
      throws IOException, InterruptedException {
    HttpRequest meters = HttpRequest.newBuilder(service.resolve("metrics")).build();
    long taken = 0;
    while (taken < ASKED - 1) { // one may be between the queue and its client
      long answered = asked.stream().filter(CompletableFuture::isDone).count();
      String all = client.send(meters, BodyHandlers.ofString()).body();
      Matcher waiting = WAITING.matcher(all);
      assertThat(waiting.find()).as(all).isTrue();
      taken = answered + (long) Double.parseDouble(waiting.group(1));
    }
    assertThat(asked).as("the end comes amid the work").anyMatch(answer -> !answer.isDone());
  }

  /** Asks until it is said that the service ends, or until it listens no more. */
  private int refused(URI service) throws InterruptedException {
    while (true) {
      try {
        int status = ask(service).get().statusCode();
        assertThat(status).isIn(200, 503);
        if (status == 503) {
          return status;
        }
      } catch (ExecutionException e) {
        assertThat(e.getCause()).isInstanceOf(ConnectException.class);
        return 1;
      }
    }
  }
}
