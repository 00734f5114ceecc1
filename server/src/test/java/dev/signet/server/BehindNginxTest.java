package dev.signet.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import dev.signet.grpc.GRPCInferenceServiceGrpc;
import dev.signet.grpc.ServerReadyRequest;
import dev.signet.testing.TestBrowser;
import io.grpc.ManagedChannel;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The configuration of nginx that docs/operating.md shows: below a path, over TLS and HTTP/2. */
@Timeout(120)
class BehindNginxTest {
  private static final Path PAGE = Path.of("..", "docs", "operating.md");
  private static final byte[] PICTURE = TestService.picture("png", 64, 64, 1);

  @TempDir private static Path folder;
  private static TestService service;
  private static Nginx nginx;
  private static URI address;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    Matcher block = Pattern.compile("(?s)```nginx\n(.*?)```").matcher(Files.readString(PAGE));
    assertThat(block.find()).as("a configuration in %s", PAGE).isTrue();
    certify();
    int port = Nginx.freePort();
    address = URI.create("https://localhost:" + port + "/signet/");
    service =
        TestService.start(
            folder,
            config ->
                config
                    .withNetwork(config.network().withAllowedHosts(List.of("signet.example.org")))
                    .withGrpcPort(0));
    String servers =
        block
            .group(1)
            .replace("listen 443", "listen 127.0.0.1:" + port)
            .replace("/etc/nginx/signet", folder.resolve("signet").toString())
            .replace("127.0.0.1:8080", "127.0.0.1:" + service.uri().getPort())
            .replace("127.0.0.1:8001", "127.0.0.1:" + service.server().grpcPort().orElseThrow());
    nginx = Nginx.start(folder, servers, port);
  }

  @AfterAll
  static void stop() {
    if (nginx != null) {
      nginx.close();
    }
    if (service != null) {
      service.close();
    }
  }

  /** A certificate for this machine, by which it vouches for itself. */
  private static void certify() throws IOException, InterruptedException {
    try {
      Process openssl =
          new ProcessBuilder(
                  ("openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost "
                          + "-addext subjectAltName=DNS:localhost,IP:127.0.0.1 "
                          + "-keyout signet.key -out signet.crt")
                      .split(" "))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("openssl.log").toFile())
              .start();
      assertThat(openssl.waitFor()).isZero();
    } catch (IOException e) {
      abort("no openssl on this machine");
    }
  }

  private static HttpClient client() throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(folder.resolve("signet.crt"))) {
      trusted.setCertificateEntry(
          "signet", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(tls).build();
  }

  private static HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
    return client().send(request.build(), BodyHandlers.ofByteArray());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path));
  }

  @Test
  void answersComeOverHttp2FromBelowThePath() throws Exception {
    HttpResponse<byte[]> page = send(request(""));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    HttpResponse<byte[]> answer =
        send(
            request("v1/predict")
                .header("Content-Type", "image/png")
                .POST(BodyPublishers.ofByteArray(PICTURE)));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(TestService.json(answer).get("predictions")).hasSize(1);
  }

  @Test
  void pathWithoutItsSlashLeadsToThePage() throws Exception {
    HttpResponse<byte[]> moved = send(request("/signet"));
    assertThat(moved.statusCode()).isEqualTo(301);
    assertThat(moved.headers().firstValue("Location").orElse("")).endsWith("/signet/");
  }

  @Test
  void limitIsSaidBySignet() throws Exception {
    HttpResponse<byte[]> refused =
        send(
            request("v1/predict")
                .header("Content-Type", "image/png")
                .POST(BodyPublishers.ofByteArray(new byte[(16 << 20) + 1])));
    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(TestService.json(refused).get("detail").asString()).contains("--max-request");
  }

  @Test
  void nameThatPeopleAskForIsHandedOn() throws Exception {
    Process curl =
        new ProcessBuilder(
                "curl",
                "--silent",
                "--insecure",
                "--connect-to",
                "::127.0.0.1:" + address.getPort(),
                "--write-out",
                "%{http_code} %{http_version}",
                "--output",
                "/dev/null",
                "https://signet.example.org/signet/v1/models")
            .redirectErrorStream(true)
            .start();
    String said = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(curl.waitFor()).as(said).isZero();
    assertThat(said).isEqualTo("200 2");
  }

  @Test
  void callsGoThroughTheSameDoor() throws Exception {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("localhost", address.getPort())
            .sslContext(
                GrpcSslContexts.forClient()
                    .trustManager(folder.resolve("signet.crt").toFile())
                    .build())
            .build();
    try {
      assertThat(
              GRPCInferenceServiceGrpc.newBlockingStub(channel)
                  .serverReady(ServerReadyRequest.getDefaultInstance())
                  .getReady())
          .isTrue();
    } finally {
      channel.shutdownNow();
    }
  }

  @Test
  @Tag("browser")
  void pageWorksBelowThePath() {
    try (TestBrowser browser = TestBrowser.start("--ignore-certificate-errors");
        BrowserContext window = browser.window(ColorScheme.LIGHT, 1100, 820)) {
      Page page = browser.open(window, address, "");
      page.setInputFiles("#file", new FilePayload("hand.png", "image/png", PICTURE));
      assertThat(page.locator("#verdict"))
          .hasText(Pattern.compile(String.join("|", TestService.CLASSES)));
      page.click("nav a");
      assertThat(page).hasURL(address + "api.html");
      assertThat(page.locator("body")).containsText("/v1/models/{name}/rollback");
      assertThat(browser.complaints()).isEmpty();
    }
  }
}
