package example;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Asks a server by the Open Inference Protocol, version 2, as KServe and Triton speak it, in plain
 * Java. A picture file goes as one BYTES tensor behind the JSON: no Base64, no decoding here.
 */
final class InferenceClient {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI server;
  private final String model;

  InferenceClient(URI server, String model) {
    this.server = server;
    this.model = model;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    InferenceClient client = new InferenceClient(URI.create(args[0]), args[1]);
    System.out.println(client.infer(Files.readAllBytes(Path.of(args[2]))));
  }

  boolean isReady() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(server.resolve("/v2/health/ready")).build();
    return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
  }

  /** The answer in JSON: its outputs are probabilities, labels and unknown. */
  String infer(byte[] picture) throws IOException, InterruptedException {
    String json =
        """
        {"inputs": [{"name": "image", "shape": [1], "datatype": "BYTES",
                     "parameters": {"binary_data_size": %d}}]}
        """
            .formatted(4 + picture.length);
    byte[] header = json.getBytes(StandardCharsets.UTF_8);
    ByteBuffer body =
        ByteBuffer.allocate(header.length + 4 + picture.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(header)
            .putInt(picture.length) // each element of a BYTES tensor after its length
            .put(picture);
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/v2/models/" + model + "/infer"))
            .header("Inference-Header-Content-Length", String.valueOf(header.length))
            .header("Content-Type", "application/octet-stream")
            .POST(BodyPublishers.ofByteArray(body.array()))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(response.statusCode() + ": " + response.body());
    }
    return response.body();
  }
}
