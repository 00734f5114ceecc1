package dev.signet.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signet.config.Precision;
import dev.signet.server.TestService;
import dev.signet.server.config.ModelSource;
import dev.signet.server.config.ServerConfig;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client's conversation as the Open Inference Protocol and Triton's binary tensor extension
 * describe it: health, metadata, inference with JSON and with bytes, errors.
 */
class InferenceProtocolTest {
  private static final String MODEL = InferenceClient.MODEL;
  private static final String NEWEST = "/v2/models/tiny";
  private static final String JSON_TYPE = InferenceClient.JSON_TYPE;
  private static final int BYTES = TestService.SIDE * TestService.SIDE * 3;

  @TempDir private static Path folder;
  private static TestService service;
  private static InferenceClient client;

  @BeforeAll
  static void start() {
    service = TestService.start(folder, InferenceProtocolTest::withUnsureModel);
    client = new InferenceClient(service);
  }

  /** Two versions, and a model that knows nothing. */
  private static ServerConfig withUnsureModel(ServerConfig config) {
    ModelSource tiny = config.models().get(0);
    Path unsure = TestService.writeUnsureModel(folder.resolve("unsure"), 1);
    Path second = TestService.writeModel(folder.resolve("second"), 2);
    return ServerConfig.of(
            List.of(
                tiny, new ModelSource("tiny", "2", second), new ModelSource("unsure", "1", unsure)))
        .withNetwork(config.network())
        .withArithmetic("cpu", Precision.FP32);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void clientFindsOutWhetherItMayAsk() {
    assertThat(get("/v2/health/live").get("live").asBoolean()).isTrue();
    JsonNode health = get("/v2/health/ready");
    assertThat(health.get("ready").asBoolean()).isTrue();
    assertThat(health.get("live").asBoolean()).as("what the specification calls it").isTrue();
    JsonNode server = get("/v2");
    assertThat(server.get("name").asString()).isEqualTo("signet");
    assertThat(server.get("version").asString()).isNotEmpty();
    assertThat(server.get("extensions").get(0).asString()).isEqualTo("binary_tensor_data");
    for (String model : new String[] {NEWEST, MODEL, NEWEST + "/versions/2"}) {
      JsonNode ready = get(model + "/ready");
      assertThat(ready.get("name").asString()).isEqualTo("tiny");
      assertThat(ready.get("ready").asBoolean()).isTrue();
    }
  }

  @Test
  void metadataDescribesTheTensors() {
    JsonNode metadata = get(MODEL);
    assertThat(metadata.get("name").asString()).isEqualTo("tiny");
    assertThat(metadata.get("versions").toString()).isEqualTo("[\"1\",\"2\"]");
    assertThat(metadata.get("platform").asString()).isEqualTo("pytorch_torchscript");
    assertThat(metadata.get("inputs").toString())
        .isEqualTo("[{\"name\":\"image\",\"datatype\":\"UINT8\",\"shape\":[-1,16,16,3]}]");
    assertThat(metadata.get("outputs").get(0).toString())
        .isEqualTo(
            "{\"name\":\"probabilities\",\"datatype\":\"FP32\",\"shape\":[-1,4],"
                + "\"parameters\":{\"labels\":\"zero\\none\\ntwo\\nthree\"}}");
    assertThat(metadata.get("outputs").get(1).toString())
        .isEqualTo("{\"name\":\"labels\",\"datatype\":\"BYTES\",\"shape\":[-1]}");
    assertThat(metadata.get("outputs").get(2).toString())
        .isEqualTo("{\"name\":\"unknown\",\"datatype\":\"BOOL\",\"shape\":[-1]}");
    assertThat(get(NEWEST)).isEqualTo(metadata);
  }

  @Test
  void platformIsThatOfTheEngine() {
    assertThat(Metadata.platform("libtorch")).isEqualTo("pytorch_torchscript");
    assertThat(Metadata.platform("onnxruntime")).isEqualTo("onnx_onnxv1");
  }

  @Test
  void indexNamesWhatIsServed() {
    for (String wish : new String[] {"", "{}", "{\"ready\":true}", "{\"ready\":false}"}) {
      JsonNode index =
          TestService.json(
              service.post(
                  "/v2/repository/index", JSON_TYPE, wish.getBytes(StandardCharsets.UTF_8)));
      assertThat(index).hasSize(3);
      assertThat(index.get(0).toString())
          .isEqualTo("{\"name\":\"tiny\",\"version\":\"1\",\"state\":\"READY\",\"reason\":\"\"}");
    }
    for (String wish : new String[] {"[]", "{", "{\"ready\":1}", "7"}) {
      assertThat(
              service
                  .post("/v2/repository/index", JSON_TYPE, wish.getBytes(StandardCharsets.UTF_8))
                  .statusCode())
          .isEqualTo(400);
    }
  }

  private static JsonNode get(String path) {
    HttpResponse<byte[]> response = service.get(path);
    assertThat(response.statusCode()).as(path).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    return TestService.json(response);
  }

  @Test
  void tensorInJsonIsAnsweredInJson() {
    JsonNode answer = client.infer(client.json(client.flat(), ""));
    assertThat(answer.get("model_name").asString()).isEqualTo("tiny");
    assertThat(answer.get("model_version").asString()).isEqualTo("1");
    assertThat(answer.get("id").asString()).isEqualTo("q-7");
    JsonNode probabilities = answer.get("outputs").get(0);
    assertThat(probabilities.get("name").asString()).isEqualTo("probabilities");
    assertThat(probabilities.get("datatype").asString()).isEqualTo("FP32");
    assertThat(probabilities.get("shape").toString()).isEqualTo("[2,4]");
    assertThat(probabilities.get("data")).hasSize(8);
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      sum += probabilities.get("data").get(i).asDouble();
    }
    assertThat(sum).isCloseTo(1, within(1e-5));
    JsonNode labels = answer.get("outputs").get(1);
    assertThat(labels.get("datatype").asString()).isEqualTo("BYTES");
    assertThat(labels.get("shape").toString()).isEqualTo("[2]");
    int best = 0;
    for (int i = 1; i < 4; i++) {
      boolean better =
          probabilities.get("data").get(i).asDouble()
              > probabilities.get("data").get(best).asDouble();
      best = better ? i : best;
    }
    assertThat(labels.get("data").get(0).asString()).isEqualTo(TestService.CLASSES.get(best));
  }

  @Test
  void nestedDataIsAsGoodAsFlat() {
    String nested = "[" + client.numbers(0, BYTES) + "," + client.numbers(BYTES, 2 * BYTES) + "]";
    assertThat(client.infer(client.json(nested, "")).get("outputs"))
        .isEqualTo(client.infer(client.json(client.flat(), "")).get("outputs"));
  }

  @Test
  void outputsComeInTheOrderTheyAreAskedFor() {
    JsonNode outputs =
        client
            .infer(client.json(client.flat(), ",\"outputs\":[{\"name\":\"labels\"}]"))
            .get("outputs");
    assertThat(outputs).hasSize(1);
    assertThat(outputs.get(0).get("name").asString()).isEqualTo("labels");
  }

  @Test
  void outputsComeInAnyOrderAndAsOftenAsTheyAreWanted() {
    JsonNode outputs =
        client
            .infer(
                client.json(
                    client.flat(),
                    ",\"outputs\":[{\"name\":\"unknown\"},{\"name\":\"labels\"},"
                        + "{\"name\":\"probabilities\"}]"))
            .get("outputs");
    assertThat(outputs.valueStream().map(output -> output.get("name").asString()))
        .containsExactly("unknown", "labels", "probabilities");
  }

  @Test
  void versionThatIsNamedAnswersAndElseTheNewest() {
    byte[] request = client.json(client.flat(), "").getBytes(StandardCharsets.UTF_8);
    JsonNode first = TestService.json(service.post(MODEL + "/infer", JSON_TYPE, request));
    JsonNode second =
        TestService.json(service.post(NEWEST + "/versions/2/infer", JSON_TYPE, request));
    JsonNode newest = TestService.json(service.post(NEWEST + "/infer", JSON_TYPE, request));
    assertThat(first.get("model_version").asString()).isEqualTo("1");
    assertThat(second.get("model_version").asString()).isEqualTo("2");
    assertThat(newest.get("model_version")).isEqualTo(second.get("model_version"));
    assertThat(newest.get("outputs").get(1)).isEqualTo(second.get("outputs").get(1));
    assertThat(first.get("outputs").get(0)).isNotEqualTo(second.get("outputs").get(0));
  }

  @Test
  void modelThatIsNotSureSaysUnknown() {
    byte[] request = client.json(client.flat(), "").getBytes(StandardCharsets.UTF_8);
    JsonNode outputs =
        TestService.json(service.post("/v2/models/unsure/infer", JSON_TYPE, request))
            .get("outputs");
    assertThat(outputs.get(1).get("data").toString()).isEqualTo("[\"unknown\",\"unknown\"]");
    assertThat(outputs.get(2).get("datatype").asString()).isEqualTo("BOOL");
    assertThat(outputs.get(2).get("data").toString()).isEqualTo("[true,true]");
    assertThat(
            client
                .infer(client.json(client.flat(), ""))
                .get("outputs")
                .get(2)
                .get("data")
                .toString())
        .isEqualTo("[false,false]");
  }

  @Test
  void parametersForOtherServersAreNoFault() {
    JsonNode answer =
        client.infer(
            client.json(
                client.flat(), ",\"parameters\":{\"priority\":1,\"sequence_start\":false}"));
    assertThat(answer.get("outputs")).hasSize(3);
  }

  @Test
  void tensorsAsBytesAreAnsweredAsBytes() {
    String json =
        "{\"inputs\":[{\"name\":\"image\",\"shape\":[2,16,16,3],\"datatype\":\"UINT8\","
            + String.format(
                Locale.ROOT, "\"parameters\":{\"binary_data_size\":%d}}],", client.pixels().length)
            + "\"parameters\":{\"binary_data_output\":true}}";
    HttpResponse<byte[]> response = client.inferBinary(json, client.pixels());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
    int length =
        Integer.parseInt(
            response.headers().firstValue("Inference-Header-Content-Length").orElseThrow());
    JsonNode head = new JsonMapper().readTree(response.body(), 0, length);
    ByteBuffer rest =
        ByteBuffer.wrap(response.body(), length, response.body().length - length)
            .slice()
            .order(ByteOrder.LITTLE_ENDIAN);
    assertThat(head.get("outputs").get(0).get("parameters").get("binary_data_size").asInt())
        .isEqualTo(32);
    JsonNode expected = client.infer(client.json(client.flat(), "")).get("outputs");
    for (int i = 0; i < 8; i++) {
      assertThat((double) rest.getFloat())
          .isCloseTo(expected.get(0).get("data").get(i).asDouble(), within(1e-6));
    }
    for (int i = 0; i < 2; i++) {
      byte[] label = new byte[rest.getInt()];
      rest.get(label);
      assertThat(new String(label, StandardCharsets.UTF_8))
          .isEqualTo(expected.get(1).get("data").get(i).asString());
    }
    assertThat(rest.get()).as("unknown").isZero();
    assertThat(rest.get()).as("unknown").isZero();
    assertThat(rest.hasRemaining()).isFalse();
  }

  @Test
  void onlyOneOutputAsBytesIsPossibleToo() {
    String json =
        client
            .json(client.flat(), "")
            .replaceFirst(
                "}$",
                ",\"outputs\":[{\"name\":\"probabilities\",\"parameters\":{\"binary_data\":true}},"
                    + "{\"name\":\"labels\"}]}");
    HttpResponse<byte[]> response =
        service.post(MODEL + "/infer", "application/json", json.getBytes(StandardCharsets.UTF_8));
    int length =
        Integer.parseInt(
            response.headers().firstValue("Inference-Header-Content-Length").orElseThrow());
    assertThat(response.body()).hasSize(length + 32);
    JsonNode head = new JsonMapper().readTree(response.body(), 0, length);
    assertThat(head.get("outputs").get(1).get("data")).hasSize(2);
  }

  @Test
  void pictureFilesAreDecoded() {
    byte[] file = TestService.picture("png", 33, 20, 4);
    ByteBuffer element =
        ByteBuffer.allocate(4 + file.length).order(ByteOrder.LITTLE_ENDIAN).putInt(file.length);
    element.put(file);
    HttpResponse<byte[]> binary =
        client.inferBinary(
            "{\"inputs\":[{\"name\":\"image\",\"shape\":[1],\"datatype\":\"BYTES\","
                + String.format(
                    Locale.ROOT, "\"parameters\":{\"binary_data_size\":%d}}]}", 4 + file.length),
            element.array());
    JsonNode base64 =
        client.infer(
            "{\"inputs\":[{\"name\":\"image\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[\"%s\"]}]}"
                .formatted(Base64.getEncoder().encodeToString(file)));
    JsonNode own = TestService.json(service.post("/v1/predict?version=1", "image/png", file));
    assertThat(TestService.json(binary).get("outputs")).isEqualTo(base64.get("outputs"));
    assertThat(base64.get("outputs").get(1).get("data").get(0))
        .isEqualTo(own.get("predictions").get(0).get("classes").get(0).get("label"));
  }

  @Test
  void timeoutOfTheRequestIsKept() {
    JsonNode answer =
        client.infer(client.json(client.flat(), ",\"parameters\":{\"timeout\":5000000}"));
    assertThat(answer.get("outputs")).hasSize(3);
    HttpResponse<byte[]> late =
        service.post(
            MODEL + "/infer",
            "application/json",
            client
                .json(client.flat(), ",\"parameters\":{\"timeout\":1}")
                .getBytes(StandardCharsets.UTF_8));
    assertThat(late.statusCode()).isEqualTo(504);
  }
}
