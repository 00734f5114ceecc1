package dev.signet.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.drawing.Png;
import dev.signet.server.config.NetworkConfig;
import dev.signet.studio.project.Project;
import dev.signet.studio.training.Launcher;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The studio over HTTP: what it does, and what it refuses. */
@SuppressWarnings("NullAway") // set before each test
class StudioServerTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Launcher NOTHING = new Launcher(List.of("sh", "-c", "exit 3", "signet"));
  private static final byte[] PICTURE =
      Png.bytes(new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB));

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private Project project;
  private StudioServer server;

  @BeforeEach
  void start() {
    project = Project.open(folder);
    server = StudioServer.start(NetworkConfig.DEFAULT.withPort(0), project, NOTHING);
  }

  @AfterEach
  void stop() {
    server.close();
    project.close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.uri().resolve(path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String json, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(path).POST(BodyPublishers.ofString(json));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  private HttpResponse<String> upload(String name, byte[] bytes)
      throws IOException, InterruptedException {
    return send(
        request("/v1/project/pictures?label=fist&name=" + name)
            .POST(BodyPublishers.ofByteArray(bytes)));
  }

  private JsonNode state() throws IOException, InterruptedException {
    return JSON.readTree(send(request("/v1/project")).body());
  }

  private static String detail(HttpResponse<String> answer) {
    return JSON.readTree(answer.body()).get("detail").asString();
  }

  @Test
  void pictureIsTakenInAndShownAsJpeg() throws IOException, InterruptedException {
    assertThat(post("/v1/project/classes", "{\"name\":\"fist\"}").statusCode()).isEqualTo(200);
    HttpResponse<String> taken = upload("a.png", PICTURE);
    assertThat(taken.body()).isEqualTo("{\"name\":\"a.png\"}");
    assertThat(folder.resolve("fist/a.png")).hasBinaryContent(PICTURE);
    HttpResponse<byte[]> shown =
        client.send(
            request("/v1/project/picture?label=fist&name=a.png&side=16").build(),
            BodyHandlers.ofByteArray());
    assertThat(shown.headers().firstValue("Content-Type")).contains("image/jpeg");
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(shown.body()));
    assertThat(List.of(image.getWidth(), image.getHeight())).containsExactly(16, 8);
    Thread.sleep(500); // the state is looked at anew twice a second
    assertThat(state().get("total").asInt()).isOne();
    assertThat(state().get("undo").get("kind").asString()).isEqualTo("add");
  }

  @Test
  void pageFromElsewhereMayChangeNothing() throws IOException, InterruptedException {
    String json = "{\"name\":\"fist\"}";
    String own = server.uri().toString().replaceAll("/$", "");
    assertThat(post("/v1/project/classes", json, "Sec-Fetch-Site", "cross-site").statusCode())
        .isEqualTo(403);
    assertThat(post("/v1/project/classes", json, "Sec-Fetch-Site", "same-site").statusCode())
        .isEqualTo(403);
    assertThat(post("/v1/project/classes", json, "Origin", "http://evil.example").statusCode())
        .isEqualTo(403);
    assertThat(post("/v1/project/classes", json, "Origin", "null").statusCode()).isEqualTo(403);
    assertThat(folder.resolve(".signet/project.json")).doesNotExist();
    assertThat(post("/v1/project/classes", json, "Origin", own).statusCode()).isEqualTo(200);
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.uri().getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
      byte[] some = new byte[4096];
      return new String(
          some, 0, Math.max(0, socket.getInputStream().read(some)), StandardCharsets.UTF_8);
    }
  }

  @Test
  void nameOfAnotherMachineIsRefused() throws IOException {
    assertThat(raw("GET /v1/project HTTP/1.1\r\nHost: evil.example\r\n\r\n"))
        .startsWith("HTTP/1.1 421");
  }

  @Test
  void pictureOfTooManyBytesIsRefusedBeforeItComes() throws IOException {
    assertThat(
            raw(
                String.join(
                    "\r\n",
                    "POST /v1/project/pictures?label=a&name=b HTTP/1.1",
                    "Host: localhost",
                    "Content-Length: 70000000",
                    "",
                    "")))
        .startsWith("HTTP/1.1 413");
  }

  /** The head of a picture of 20,000 x 20,000 pixels, which would be 1.2 GB. */
  private static byte[] bomb() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(PICTURE, 0, 8);
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    DataOutputStream fields = new DataOutputStream(head);
    fields.writeBytes("IHDR");
    fields.writeInt(20_000);
    fields.writeInt(20_000);
    fields.write(new byte[] {8, 2, 0, 0, 0});
    CRC32 sum = new CRC32();
    sum.update(head.toByteArray());
    out.writeInt(13);
    out.write(head.toByteArray());
    out.writeInt((int) sum.getValue());
    return bytes.toByteArray();
  }

  @Test
  void whatIsNoPictureIsNamedInTheLanguageOfThePage() throws IOException, InterruptedException {
    post("/v1/project/classes", "{\"name\":\"fist\"}");
    HttpResponse<String> text = upload("a.png", new byte[] {'h', 'i'});
    assertThat(text.statusCode()).isEqualTo(422);
    assertThat(detail(text)).startsWith("a.png is not a picture that can be read");
    assertThat(detail(upload("bomb.png", bomb()))).contains("bomb.png").contains("megapixel");
    HttpResponse<String> chinese =
        send(
            request("/v1/project/pictures?label=fist&name=a.png")
                .header("Accept-Language", "zh-CN")
                .POST(BodyPublishers.ofString("hi")));
    assertThat(detail(chinese)).startsWith("不是可读取的图片");
    try (var files = Files.walk(folder)) {
      assertThat(files.filter(it -> it.toString().endsWith(".png"))).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/project/classes|{\"name\":\"../up\"}|422",
        "/v1/project/classes|{\"nam\":\"x\"}|400",
        "/v1/project/classes|no json|400",
        "/v1/project/pictures/move|{\"pictures\":[],\"to\":\"absent\"}|404",
        "/v1/project/undo|{}|409",
        "/v1/trainings|{\"seconds\":60}|422",
        "/v1/trainings|{\"seconds\":1}|400",
        "/v1/trainings|{\"seconds\":60,\"network\":\"--help\"}|400",
        "/v1/trainings/pause|{\"name\":\"../x\"}|404",
        "/v1/models/file|{\"run\":\"../x\",\"format\":\"onnx\"}|404",
        "/v1/serving|{\"run\":\"absent\"}|404"
      })
  void whatCannotBeIsSaid(String path, String json, int status)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = post(path, json);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(detail(answer)).isNotBlank();
  }

  @Test
  void tokenIsAskedForWhereThereIsOne(@TempDir Path another)
      throws IOException, InterruptedException {
    String token = "0123456789abcdef";
    try (Project guarded = Project.open(another);
        StudioServer guard =
            StudioServer.start(
                NetworkConfig.DEFAULT.withPort(0).withToken(token), guarded, NOTHING)) {
      URI project = guard.uri().resolve("/v1/project");
      HttpRequest.Builder bare = HttpRequest.newBuilder(project);
      assertThat(send(bare).statusCode()).isEqualTo(401);
      assertThat(send(bare.header("Authorization", "Bearer " + token)).statusCode()).isEqualTo(200);
      for (String route : guard.routes()) {
        if (route.startsWith("GET /v1/")) {
          URI path = guard.uri().resolve(route.substring("GET ".length()));
          assertThat(send(HttpRequest.newBuilder(path)).statusCode()).as(route).isEqualTo(401);
        }
      }
      HttpRequest.Builder change =
          HttpRequest.newBuilder(guard.uri().resolve("/v1/project/classes"))
              .POST(BodyPublishers.ofString("{\"name\":\"x\"}"));
      assertThat(send(change).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void exampleIsDrawnAndUndoneAsOne() throws IOException, InterruptedException {
    assertThat(post("/v1/project/example", "{}").body()).isEqualTo("{\"count\":120}");
    Thread.sleep(500);
    assertThat(state().get("classes")).hasSize(6);
    assertThat(state().get("undo").get("count").asInt()).isEqualTo(120);
  }
}
