package dev.signet.server;

import dev.signet.artifact.Confidence;
import dev.signet.artifact.Manifest;
import dev.signet.artifact.ModelFile;
import dev.signet.artifact.Provenance;
import dev.signet.artifact.Score;
import dev.signet.config.InputSize;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.Precision;
import dev.signet.config.Preprocessing;
import dev.signet.config.ResNetVariant;
import dev.signet.model.ModelState;
import dev.signet.model.ResNet;
import dev.signet.server.config.ModelSource;
import dev.signet.server.config.NetworkConfig;
import dev.signet.server.config.ServerConfig;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service with tiny models on a free port of this machine, and a client for it. */
public final class TestService implements AutoCloseable {
  /** Pixels a side that the tiny models want. */
  public static final int SIDE = 16;

  /** Classes that the tiny models tell apart. */
  public static final List<String> CLASSES = List.of("zero", "one", "two", "three");

  /** What the tiny models say of themselves. */
  static final Score SCORE = new Score("more noise", 120, 114, 20, 20);

  static final String AUDIT = "20 of 120 test pictures are in the training set";

  private static final JsonMapper JSON = new JsonMapper();

  private final SignetServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  private TestService(SignetServer server) {
    this.server = server;
  }

  /** Starts a service of one model, called tiny. */
  public static TestService start(Path folder) {
    return start(folder, UnaryOperator.identity());
  }

  /** Starts a service of one model, called tiny, with other options. */
  public static TestService start(Path folder, UnaryOperator<ServerConfig> change) {
    Path run = writeModel(folder.resolve("tiny"), 1);
    ServerConfig config =
        ServerConfig.of(List.of(new ModelSource("tiny", "1", run)))
            .withNetwork(NetworkConfig.DEFAULT.withPort(0))
            .withArithmetic("cpu", Precision.FP32);
    return new TestService(SignetServer.start(change.apply(config)));
  }

  /** A run's folder with a tiny model that has the weights of a seed. */
  public static Path writeModel(Path run, long seed) {
    return writeModel(run, seed, Optional.empty());
  }

  /** The same of a model that is never sure enough to answer. */
  public static Path writeUnsureModel(Path run, long seed) {
    return writeModel(run, seed, Optional.of(new Confidence(1, 1)));
  }

  /** A run's folder with a model that needs some milliseconds for a picture of 64 x 64. */
  public static Path writeSlowModel(Path run) {
    return write(run, ResNetVariant.RESNET18, 64, 1, Optional.empty());
  }

  private static Path writeModel(Path run, long seed, Optional<Confidence> confidence) {
    return write(run, ResNetVariant.TINY, SIDE, seed, confidence);
  }

  private static Path write(
      Path run, ResNetVariant variant, int side, long seed, Optional<Confidence> confidence) {
    ModelConfig model =
        new ModelConfig(variant, Layout.ARTICLE, InputSize.square(side), CLASSES.size());
    Provenance provenance =
        new Provenance("classic", seed, 3, "noise", 17, "00ff", Map.of())
            .judged(Map.of("test_accuracy", 0.95), Optional.of(SCORE), Optional.of(AUDIT));
    try (ResNet net = ResNet.create(model, seed)) {
      Files.createDirectories(run);
      Manifest manifest = Manifest.of(model, Preprocessing.UNIT, CLASSES, provenance);
      new ModelFile(confidence.map(manifest::withConfidence).orElse(manifest), ModelState.of(net))
          .write(run.resolve(ModelFile.NAME));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return run;
  }

  /** A picture of coloured noise as a file. */
  public static byte[] picture(String format, int width, int height, long seed) {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A black picture as a PNG, which is a small file that takes long to decode. */
  public static byte[] blank(int width, int height) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY), "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Where the service listens. */
  public URI uri() {
    return server.uri();
  }

  /** The service itself. */
  public SignetServer server() {
    return server;
  }

  /** A request to a path of the service, to be completed. */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri().resolve(path));
  }

  /** What the service answers. */
  public HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The answer to a GET. */
  public HttpResponse<byte[]> get(String path) {
    return send(request(path));
  }

  /** The answer to a POST. */
  public HttpResponse<byte[]> post(String path, String type, byte[] body) {
    return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
  }

  /** An answer's body as JSON. */
  public static JsonNode json(HttpResponse<byte[]> response) {
    return JSON.readTree(response.body());
  }

  @Override
  public void close() {
    server.close();
  }
}
