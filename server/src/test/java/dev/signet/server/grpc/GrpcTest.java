package dev.signet.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import dev.signet.config.Precision;
import dev.signet.grpc.ModelInferRequest.InferRequestedOutputTensor;
import dev.signet.grpc.ModelInferResponse;
import dev.signet.grpc.ModelInferResponse.InferOutputTensor;
import dev.signet.grpc.ModelMetadataRequest;
import dev.signet.grpc.ModelMetadataResponse;
import dev.signet.grpc.ModelMetadataResponse.TensorMetadata;
import dev.signet.grpc.ModelReadyRequest;
import dev.signet.grpc.RepositoryIndexRequest;
import dev.signet.grpc.RepositoryIndexResponse.ModelIndex;
import dev.signet.grpc.ServerLiveRequest;
import dev.signet.grpc.ServerMetadataRequest;
import dev.signet.grpc.ServerReadyRequest;
import dev.signet.server.TestService;
import dev.signet.server.config.ModelSource;
import dev.signet.server.config.ServerConfig;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A client's conversation over gRPC, which says what the same client hears over HTTP. */
@Timeout(120)
class GrpcTest {
  /** Batches of another size may differ in the last bit. */
  private static final Offset<Float> NEARLY = within(1e-6f);

  @TempDir private static Path folder;
  private static TestService service;
  private static GrpcClient client;

  @BeforeAll
  static void start() {
    service = TestService.start(folder, GrpcTest::withTwoVersions);
    client = new GrpcClient(service);
  }

  private static ServerConfig withTwoVersions(ServerConfig config) {
    Path second = TestService.writeModel(folder.resolve("second"), 2);
    ModelSource tiny = config.models().get(0);
    return ServerConfig.of(List.of(tiny, new ModelSource("tiny", "2", second)))
        .withNetwork(config.network())
        .withArithmetic("cpu", Precision.FP32)
        .withGrpcPort(0);
  }

  @AfterAll
  static void stop() {
    client.close();
    service.close();
  }

  private static JsonNode overHttp(String path, String json) {
    return TestService.json(
        service.post(path, "application/json", json.getBytes(StandardCharsets.UTF_8)));
  }

  /** The answer to the same question over HTTP. */
  private static JsonNode overHttp(String version) {
    StringBuilder numbers = new StringBuilder();
    for (byte pixel : client.pixels()) {
      numbers.append(numbers.isEmpty() ? "" : ",").append(pixel & 0xff);
    }
    return overHttp(
        "/v2/models/tiny/versions/" + version + "/infer",
        "{\"inputs\":[{\"name\":\"image\",\"shape\":[2,16,16,3],\"datatype\":\"UINT8\",\"data\":[%s]}]}"
            .formatted(numbers));
  }

  @Test
  void clientFindsOutWhetherItMayAsk() {
    assertThat(client.calls().serverLive(ServerLiveRequest.getDefaultInstance()).getLive())
        .isTrue();
    assertThat(client.calls().serverReady(ServerReadyRequest.getDefaultInstance()).getReady())
        .isTrue();
    for (String version : List.of("", "1", "2")) {
      ModelReadyRequest model =
          ModelReadyRequest.newBuilder().setName("tiny").setVersion(version).build();
      assertThat(client.calls().modelReady(model).getReady()).isTrue();
    }
    assertThat(client.calls().serverMetadata(ServerMetadataRequest.getDefaultInstance()).getName())
        .isEqualTo("signet");
  }

  @Test
  void metadataIsThatOfHttp() {
    ModelMetadataResponse metadata =
        client.calls().modelMetadata(ModelMetadataRequest.newBuilder().setName("tiny").build());
    JsonNode json = TestService.json(service.get("/v2/models/tiny"));
    assertThat(metadata.getName()).isEqualTo("tiny");
    assertThat(metadata.getVersionsList()).containsExactly("1", "2");
    assertThat(metadata.getPlatform()).isEqualTo(json.get("platform").asString());
    assertThat(metadata.getInputs(0).getName()).isEqualTo("image");
    assertThat(metadata.getInputs(0).getShapeList()).containsExactly(-1L, 16L, 16L, 3L);
    assertThat(metadata.getOutputsList().stream().map(TensorMetadata::getName))
        .containsExactly("probabilities", "labels", "unknown");
    assertThat(metadata.getOutputs(0).getParametersOrThrow("labels").getStringParam())
        .isEqualTo("zero\none\ntwo\nthree");
  }

  @Test
  void indexNamesWhatIsServed() {
    assertThat(
            client
                .calls()
                .repositoryIndex(RepositoryIndexRequest.getDefaultInstance())
                .getModelsList()
                .stream()
                .map(ModelIndex::getVersion))
        .containsExactly("1", "2");
  }

  @Test
  void tensorAsBytesIsAnsweredAsBytes() {
    ModelInferResponse answer =
        client.calls().modelInfer(client.raw().setModelVersion("1").build());
    assertThat(answer.getModelName()).isEqualTo("tiny");
    assertThat(answer.getModelVersion()).isEqualTo("1");
    assertThat(answer.getId()).isEqualTo("q-7");
    assertThat(answer.getOutputsList().stream().map(InferOutputTensor::getName))
        .containsExactly("probabilities", "labels", "unknown");
    assertThat(answer.getOutputs(0).getShapeList()).containsExactly(2L, 4L);
    assertThat(answer.getRawOutputContentsCount()).isEqualTo(3);
    JsonNode expected = overHttp("1").get("outputs");
    FloatBuffer probabilities =
        answer
            .getRawOutputContents(0)
            .asReadOnlyByteBuffer()
            .order(ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer();
    for (int i = 0; i < 8; i++) {
      assertThat(probabilities.get(i))
          .isCloseTo(expected.get(0).get("data").get(i).floatValue(), NEARLY);
    }
    ByteBuffer labels =
        answer.getRawOutputContents(1).asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    byte[] label = new byte[labels.getInt()];
    labels.get(label);
    assertThat(new String(label, StandardCharsets.UTF_8))
        .isEqualTo(expected.get(1).get("data").get(0).asString());
  }

  @Test
  void numbersAreAnsweredInNumbers() {
    ModelInferResponse typed = client.calls().modelInfer(client.typed().build());
    assertThat(typed.getModelVersion()).as("the current one").isEqualTo("2");
    assertThat(typed.getRawOutputContentsCount()).isZero();
    JsonNode expected = overHttp("2").get("outputs");
    for (int i = 0; i < 8; i++) {
      assertThat(typed.getOutputs(0).getContents().getFp32Contents(i))
          .isCloseTo(expected.get(0).get("data").get(i).floatValue(), NEARLY);
    }
    assertThat(typed.getOutputs(1).getContents().getBytesContents(1).toStringUtf8())
        .isEqualTo(expected.get(1).get("data").get(1).asString());
    assertThat(typed.getOutputs(2).getContents().getBoolContentsList())
        .containsExactly(false, false);
  }

  @Test
  void outputsComeInTheOrderTheyAreAskedFor() {
    ModelInferResponse answer =
        client
            .calls()
            .modelInfer(
                client
                    .raw()
                    .addOutputs(InferRequestedOutputTensor.newBuilder().setName("unknown"))
                    .addOutputs(InferRequestedOutputTensor.newBuilder().setName("labels"))
                    .build());
    assertThat(answer.getOutputsList().stream().map(InferOutputTensor::getName))
        .containsExactly("unknown", "labels");
    assertThat(answer.getRawOutputContents(0)).isEqualTo(ByteString.copyFrom(new byte[2]));
  }

  @Test
  void pictureFilesAreDecoded() {
    byte[] file = TestService.picture("png", 33, 20, 4);
    ModelInferResponse answer = client.calls().modelInfer(client.file(file).build());
    String json =
        String.format(
            Locale.ROOT,
            "{\"inputs\":[{\"name\":\"image\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[\"%s\"]}]}",
            Base64.getEncoder().encodeToString(file));
    JsonNode expected = overHttp("/v2/models/tiny/infer", json).get("outputs");
    assertThat(answer.getOutputs(0).getContents().getFp32Contents(0))
        .isCloseTo(expected.get(0).get("data").get(0).floatValue(), NEARLY);
  }

  @Test
  void compressedMessagesAreRead() {
    ModelInferResponse packed =
        client.calls().withCompression("gzip").modelInfer(client.raw().build());
    ModelInferResponse plain = client.calls().modelInfer(client.raw().build());
    assertThat(packed.getOutputsList()).isEqualTo(plain.getOutputsList());
    assertThat(packed.getRawOutputContents(1)).isEqualTo(plain.getRawOutputContents(1));
  }

  @Test
  void callsAreCounted() {
    ModelInferResponse unused = client.calls().modelInfer(client.raw().build());
    String metrics = new String(service.get("/metrics").body(), StandardCharsets.UTF_8);
    assertThat(metrics)
        .contains("signet_grpc_calls_seconds_count{code=\"OK\",method=\"ModelInfer\"}")
        .contains("signet_picture_stage_seconds_count{model=\"tiny\",stage=\"compute\"}")
        .contains("signet_bodies_bytes 0.0");
  }
}
