package example;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.signet.server.SignetServer;
import dev.signet.server.config.NetworkConfig;
import dev.signet.server.config.ServerConfig;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class InferenceClientTest {
  private static final Path MODEL =
      Path.of("../../testing/src/main/resources/golden/model-v2.safetensors");

  @Test
  void pictureIsAnswered() throws IOException, InterruptedException {
    ServerConfig config = ServerConfig.of(MODEL).withNetwork(NetworkConfig.DEFAULT.withPort(0));
    try (SignetServer server = SignetServer.start(config)) {
      InferenceClient client = new InferenceClient(server.uri(), server.models().get(0));
      assertTrue(client.isReady());
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", png);
      String answer = client.infer(png.toByteArray());
      assertTrue(answer.contains("\"labels\""), answer);
      assertThrows(IOException.class, () -> client.infer(new byte[] {1, 2, 3}));
    }
  }
}
