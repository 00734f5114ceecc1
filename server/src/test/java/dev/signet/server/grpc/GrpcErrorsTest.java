package dev.signet.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.signet.SignetException;
import dev.signet.grpc.GRPCInferenceServiceGrpc;
import dev.signet.grpc.InferParameter;
import dev.signet.grpc.InferTensorContents;
import dev.signet.grpc.ModelInferRequest;
import dev.signet.grpc.ModelInferRequest.InferRequestedOutputTensor;
import dev.signet.grpc.ModelInferResponse;
import dev.signet.grpc.ModelReadyRequest;
import dev.signet.grpc.ServerLiveRequest;
import dev.signet.grpc.ServerReadyRequest;
import dev.signet.server.TestService;
import dev.signet.server.config.BatchingConfig;
import dev.signet.server.config.LimitsConfig;
import dev.signet.server.config.NetworkConfig;
import dev.signet.server.config.ServerConfig;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is said over gRPC to those who ask wrongly, too much, or too late. */
@Timeout(120)
class GrpcErrorsTest {
  private static final String TOKEN = "0123456789abcdef";
  private static final int MOST = 64 << 10;

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init") // every test starts one
  private TestService service;

  @SuppressWarnings("NullAway.Init")
  private GrpcClient client;

  private void start(UnaryOperator<ServerConfig> change) {
    service = TestService.start(folder, config -> change.apply(config).withGrpcPort(0));
    client = new GrpcClient(service);
  }

  @AfterEach
  void stop() {
    client.close();
    service.close();
  }

  private void requireRefused(ModelInferRequest.Builder request, Code code, String sentence) {
    StatusRuntimeException refused = refusal(request);
    assertThat(refused.getStatus().getCode()).as(refused.toString()).isEqualTo(code);
    assertThat(refused.getStatus().getDescription()).contains(sentence);
  }

  private StatusRuntimeException refusal(ModelInferRequest.Builder request) {
    try {
      ModelInferResponse answer = client.calls().modelInfer(request.build());
      throw new AssertionError("answered: " + answer);
    } catch (StatusRuntimeException e) {
      return e;
    }
  }

  private String metrics() {
    return new String(service.get("/metrics").body(), StandardCharsets.UTF_8);
  }

  @Test
  void malformedRequestsAreToldWhatIsWrong() {
    start(config -> config);
    Code wrong = Code.INVALID_ARGUMENT;
    requireRefused(client.raw().setModelName("none"), Code.NOT_FOUND, "no model is called 'none'");
    requireRefused(client.raw().setModelVersion("9"), Code.NOT_FOUND, "has no version '9'");
    requireRefused(client.raw().clearInputs(), wrong, "a list of one tensor, called image");
    requireRefused(
        client.raw().addInputs(client.raw().getInputs(0)), wrong, "a list of one tensor");
    ModelInferRequest.Builder named = client.raw();
    named.getInputsBuilder(0).setName("x");
    requireRefused(named, wrong, "the only one is image");
    ModelInferRequest.Builder both = client.raw();
    both.getInputsBuilder(0).setContents(InferTensorContents.newBuilder().addUintContents(1));
    requireRefused(both, wrong, "either 'contents' or one of 'raw_input_contents'");
    requireRefused(
        client.raw().addRawInputContents(ByteString.EMPTY), wrong, "either 'contents' or one of");
    requireRefused(client.raw().clearRawInputContents(), wrong, "has 0 elements, but its shape");
    ModelInferRequest.Builder large = client.typed();
    large.getInputsBuilder(0).getContentsBuilder().setUintContents(3, 256);
    requireRefused(large, wrong, "must hold whole numbers from 0 to 255");
    ModelInferRequest.Builder floats = client.raw();
    floats.getInputsBuilder(0).setDatatype("FP32");
    requireRefused(floats, wrong, "must be UINT8 (pixels) or BYTES (picture files)");
    ModelInferRequest.Builder shape = client.raw();
    shape.getInputsBuilder(0).setShape(1, 17);
    requireRefused(shape, wrong, "must have the shape [n, 16, 16, 3]");
    requireRefused(
        client.raw().addOutputs(InferRequestedOutputTensor.newBuilder().setName("x")),
        wrong,
        "there is no output of that name");
    requireRefused(
        client
            .raw()
            .addOutputs(
                InferRequestedOutputTensor.newBuilder()
                    .setName("labels")
                    .putParameters(
                        "classification", InferParameter.newBuilder().setInt64Param(2).build())),
        wrong,
        "an output may have no parameters");
    requireRefused(client.file(new byte[] {1}), wrong, "picture 1");
    requireRefused(
        client
            .raw()
            .putParameters("timeout", InferParameter.newBuilder().setStringParam("1").build()),
        wrong,
        "'timeout' must be a whole number of microseconds");
  }

  @Test
  void limitsAreThoseOfHttp() {
    start(
        config ->
            config
                .withLimits(LimitsConfig.DEFAULT.withSizes(MOST, LimitsConfig.DEFAULT.pixels()))
                .withBatching(new BatchingConfig(8, Duration.ZERO, 1, Duration.ofSeconds(10))));
    requireRefused(client.raw(), Code.INVALID_ARGUMENT, "must hold 1 to 1 (--queue) pictures");
    requireRefused(client.file(new byte[MOST]), Code.RESOURCE_EXHAUSTED, "65536");
    StatusRuntimeException bomb =
        refusal(
            () ->
                client
                    .calls()
                    .withCompression("gzip")
                    .modelInfer(client.file(new byte[30 << 20]).build()));
    assertThat(bomb.getStatus().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(bomb.getStatus().getDescription())
        .isEqualTo("a request may have 65,536 bytes (--max-request)");
    assertThat(metrics())
        .contains("signet_grpc_calls_seconds_count{code=\"INVALID_ARGUMENT\"")
        .contains("signet_bodies_bytes 0.0");
  }

  private static StatusRuntimeException refusal(java.util.concurrent.Callable<?> call) {
    try {
      throw new AssertionError("answered: " + call.call());
    } catch (StatusRuntimeException e) {
      return e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void queueThatIsFullAndDeadlinesAreSaid() {
    start(config -> config);
    requireRefused(
        client.raw().putParameters("timeout", InferParameter.newBuilder().setInt64Param(1).build()),
        Code.DEADLINE_EXCEEDED,
        "the request's deadline passed before it was answered");
    assertThat(metrics()).contains("signet_rejections_total{reason=\"deadline\"} 1.0");
  }

  @Test
  void tokenIsAskedForButByHealth() {
    start(config -> config.withNetwork(NetworkConfig.DEFAULT.withPort(0).withToken(TOKEN)));
    assertThat(client.calls().serverLive(ServerLiveRequest.getDefaultInstance()).getLive())
        .isTrue();
    assertThat(client.calls().serverReady(ServerReadyRequest.getDefaultInstance()).getReady())
        .isTrue();
    requireRefused(client.raw(), Code.UNAUTHENTICATED, "this service asks for its token");
    ModelReadyRequest model = ModelReadyRequest.newBuilder().setName("tiny").build();
    for (String wrong : List.of("Bearer 0123456789abcdeF", "Basic " + TOKEN, TOKEN, "")) {
      assertThat(refusal(() -> client.calls(wrong).modelReady(model)).getStatus().getCode())
          .as(wrong)
          .isEqualTo(Code.UNAUTHENTICATED);
    }
    assertThat(client.calls("Bearer " + TOKEN).modelReady(model).getReady()).isTrue();
    assertThat(client.calls("Bearer " + TOKEN).modelInfer(client.raw().build()).getOutputsCount())
        .isEqualTo(3);
  }

  @Test
  void messageThatDoesNotComeIsNotWaitedForForEver() throws Exception {
    Duration second = Duration.ofSeconds(1);
    start(
        config ->
            config
                .withLimits(LimitsConfig.DEFAULT.withTimes(second, Duration.ofSeconds(60), second))
                .withBatching(new BatchingConfig(8, Duration.ZERO, 256, second)));
    CompletableFuture<Status> ended = new CompletableFuture<>();
    ClientCall<ModelInferRequest, ModelInferResponse> call =
        client
            .channel()
            .newCall(GRPCInferenceServiceGrpc.getModelInferMethod(), CallOptions.DEFAULT);
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onClose(Status status, Metadata trailers) {
            ended.complete(status);
          }
        },
        new Metadata());
    call.request(1);
    // Its head goes with the next call's: a client sends it with the message.
    assertThat(client.calls().serverLive(ServerLiveRequest.getDefaultInstance()).getLive())
        .isTrue();
    assertThat(ended.get(60, TimeUnit.SECONDS).isOk()).isFalse();
  }

  @Test
  void callUnderWayIsAnsweredWhenTheServiceEnds() {
    start(
        config ->
            config
                .withLimits(LimitsConfig.DEFAULT.withDrainDelay(Duration.ofSeconds(2)))
                .withBatching(
                    new BatchingConfig(64, Duration.ofSeconds(1), 256, Duration.ofSeconds(10))));
    assertThat(client.calls().modelInfer(client.raw().build()).getOutputsCount()).isEqualTo(3);
    CompletableFuture<Void> end = CompletableFuture.runAsync(service::close);
    boolean ready = true;
    while (ready) {
      ready = client.calls().serverReady(ServerReadyRequest.getDefaultInstance()).getReady();
    }
    assertThat(client.calls().modelInfer(client.raw().build()).getOutputsCount()).isEqualTo(3);
    end.join();
    requireRefused(client.raw(), Code.UNAVAILABLE, "");
  }

  @Test
  void portThatIsTakenIsSaid() {
    start(config -> config);
    int port = service.server().grpcPort().orElseThrow();
    assertThatThrownBy(
            () -> TestService.start(folder.resolve("another"), config -> config.withGrpcPort(port)))
        .isInstanceOf(SignetException.class)
        .hasMessageContaining(
            "cannot listen on 127.0.0.1 port %s: it is taken or not allowed", port)
        .hasMessageContaining("(--grpc-port)");
  }
}
