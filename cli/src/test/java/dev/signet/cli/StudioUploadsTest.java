package dev.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.drawing.Png;
import dev.signet.picture.ImageSize;
import dev.signet.picture.RgbPixels;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code signet studio} when its disk is full, and when it is killed while pictures come in. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "signals and disks of Linux")
@Timeout(200)
class StudioUploadsTest {
  private static final int SIDE = 160;
  private static final List<String> WORDS = List.of("--port", "0");

  private final HttpClient client = HttpClient.newHttpClient();
  @TempDir Path folder;

  private static URI address(TrainingProcess studio) throws IOException {
    assertThat(studio.await("Signet studio shows ")).as(studio.said()).isTrue();
    String said = studio.said().strip();
    return URI.create(said.substring(said.lastIndexOf(' ') + 1));
  }

  /** Noise, which takes 77 KB. */
  private static byte[] picture(int seed) {
    byte[] pixels = new byte[SIDE * SIDE * 3];
    new Random(seed).nextBytes(pixels);
    return Png.bytes(RgbPixels.toImage(pixels, new ImageSize(SIDE, SIDE)));
  }

  private HttpResponse<String> upload(URI studio, String name, byte[] picture, String language)
      throws IOException, InterruptedException {
    URI to = studio.resolve("v1/project/pictures?label=noise&make=1&name=" + name);
    HttpRequest request =
        HttpRequest.newBuilder(to)
            .header("Accept-Language", language)
            .POST(BodyPublishers.ofByteArray(picture))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private static List<String> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(it -> it.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void fullDiskIsSaidAndLosesNothing() throws IOException, InterruptedException {
    try (SmallDisk disk = SmallDisk.mount(folder, 3);
        TrainingProcess studio =
            TrainingProcess.launch(
                disk.inside(),
                "studio",
                Stream.concat(Stream.of(disk.path("hands")), WORDS.stream()).toList())) {
      URI address = address(studio);
      int taken = 0;
      while (upload(address, taken + ".png", picture(taken), "en").statusCode() == 200) {
        taken++;
      }
      assertThat(taken).isBetween(10, 40);
      HttpResponse<String> refused = upload(address, "more.png", picture(-1), "en");
      assertThat(refused.statusCode()).isEqualTo(507);
      assertThat(refused.body()).contains("the disk is full; nothing was lost");
      assertThat(upload(address, "more.png", picture(-1), "zh").body()).contains("磁盘已满");
      Path kept = disk.seen("hands/noise");
      assertThat(filesIn(kept)).hasSize(taken).allMatch(name -> name.matches("\\d+\\.png"));
      for (int i = 0; i < taken; i++) {
        assertThat(kept.resolve(i + ".png")).hasBinaryContent(picture(i));
      }
      Files.delete(kept.resolve("0.png"));
      assertThat(upload(address, "more.png", picture(-1), "en").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whatWasAnsweredIsThereAfterAKillAmidPictures() throws IOException, InterruptedException {
    Path project = folder.resolve("hands");
    Map<String, Integer> answered = new ConcurrentHashMap<>();
    int uploaders = 2;
    try (TrainingProcess studio = TrainingProcess.of("studio", List.of(project, "--port", "0"))) {
      URI address = address(studio);
      CountDownLatch enough = new CountDownLatch(20);
      List<Thread> all =
          IntStream.range(0, uploaders)
              .mapToObj(
                  which ->
                      new Thread(
                          () -> {
                            try {
                              for (int i = which; ; i += uploaders) {
                                String name = i + ".png";
                                if (upload(address, name, picture(i), "en").statusCode() == 200) {
                                  answered.put(name, i);
                                  enough.countDown();
                                }
                              }
                            } catch (IOException | InterruptedException e) {
                              return; // it was killed
                            }
                          }))
              .toList();
      all.forEach(Thread::start);
      enough.await();
      studio.kill();
      for (Thread each : all) {
        each.join();
      }
    }
    for (Map.Entry<String, Integer> each : answered.entrySet()) {
      assertThat(project.resolve("noise").resolve(each.getKey()))
          .hasBinaryContent(picture(each.getValue()));
    }
    try (TrainingProcess again = TrainingProcess.of("studio", List.of(project, "--port", "0"))) {
      URI pictures = address(again).resolve("v1/project/pictures?label=noise");
      String listed =
          client.send(HttpRequest.newBuilder(pictures).build(), BodyHandlers.ofString()).body();
      int count = listed.split("\"name\"", -1).length - 1;
      assertThat(count).isBetween(answered.size(), answered.size() + uploaders);
    }
  }
}
