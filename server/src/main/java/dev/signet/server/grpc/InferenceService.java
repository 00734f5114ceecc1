package dev.signet.server.grpc;

import dev.signet.grpc.GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase;
import dev.signet.grpc.InferParameter;
import dev.signet.grpc.ModelInferRequest;
import dev.signet.grpc.ModelInferResponse;
import dev.signet.grpc.ModelMetadataRequest;
import dev.signet.grpc.ModelMetadataResponse;
import dev.signet.grpc.ModelReadyRequest;
import dev.signet.grpc.ModelReadyResponse;
import dev.signet.grpc.RepositoryIndexRequest;
import dev.signet.grpc.RepositoryIndexResponse;
import dev.signet.grpc.ServerLiveRequest;
import dev.signet.grpc.ServerLiveResponse;
import dev.signet.grpc.ServerMetadataRequest;
import dev.signet.grpc.ServerMetadataResponse;
import dev.signet.grpc.ServerReadyRequest;
import dev.signet.grpc.ServerReadyResponse;
import dev.signet.server.api.Health;
import dev.signet.server.api.ModelFailures;
import dev.signet.server.http.ProblemException;
import dev.signet.server.protocol.Inference;
import dev.signet.server.protocol.Metadata.ModelMetadata;
import dev.signet.server.protocol.Metadata.ServerMetadata;
import dev.signet.server.protocol.Metadata.TensorMetadata;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The protocol's calls. An empty version stands for the current one. */
final class InferenceService extends GRPCInferenceServiceImplBase {
  private static final System.Logger LOG = System.getLogger("dev.signet.server");

  private final Inference inference;
  private final Health health;
  private final Executor threads;
  private final GrpcObserver observer;

  InferenceService(Inference inference, Health health, Executor threads, GrpcObserver observer) {
    this.inference = inference;
    this.health = health;
    this.threads = threads;
    this.observer = observer;
  }

  @Override
  public void serverLive(ServerLiveRequest request, StreamObserver<ServerLiveResponse> client) {
    answer(client, () -> ServerLiveResponse.newBuilder().setLive(true).build());
  }

  @Override
  public void serverReady(ServerReadyRequest request, StreamObserver<ServerReadyResponse> client) {
    answer(client, () -> ServerReadyResponse.newBuilder().setReady(health.isReady()).build());
  }

  @Override
  public void modelReady(ModelReadyRequest request, StreamObserver<ModelReadyResponse> client) {
    answer(
        client,
        () -> {
          inference.find(request.getName(), version(request.getVersion()));
          return ModelReadyResponse.newBuilder().setReady(true).build();
        });
  }

  @Override
  public void serverMetadata(
      ServerMetadataRequest request, StreamObserver<ServerMetadataResponse> client) {
    answer(
        client,
        () -> {
          ServerMetadata server = inference.server();
          return ServerMetadataResponse.newBuilder()
              .setName(server.name())
              .setVersion(server.version())
              .addAllExtensions(server.extensions())
              .build();
        });
  }

  @Override
  public void modelMetadata(
      ModelMetadataRequest request, StreamObserver<ModelMetadataResponse> client) {
    answer(
        client,
        () -> {
          ModelMetadata model =
              inference.metadata(request.getName(), version(request.getVersion()));
          return ModelMetadataResponse.newBuilder()
              .setName(model.name())
              .addAllVersions(model.versions())
              .setPlatform(model.platform())
              .addAllInputs(model.inputs().stream().map(InferenceService::tensor).toList())
              .addAllOutputs(model.outputs().stream().map(InferenceService::tensor).toList())
              .build();
        });
  }

  private static ModelMetadataResponse.TensorMetadata tensor(TensorMetadata tensor) {
    ModelMetadataResponse.TensorMetadata.Builder written =
        ModelMetadataResponse.TensorMetadata.newBuilder()
            .setName(tensor.name())
            .setDatatype(tensor.datatype());
    tensor.shape().forEach(written::addShape);
    tensor
        .parameters()
        .forEach(
            (name, text) ->
                written.putParameters(
                    name, InferParameter.newBuilder().setStringParam(text).build()));
    return written.build();
  }

  @Override
  public void repositoryIndex(
      RepositoryIndexRequest request, StreamObserver<RepositoryIndexResponse> client) {
    answer(
        client,
        () -> {
          RepositoryIndexResponse.Builder index = RepositoryIndexResponse.newBuilder();
          inference
              .index()
              .forEach(
                  entry ->
                      index
                          .addModelsBuilder()
                          .setName(entry.name())
                          .setVersion(entry.version())
                          .setState(entry.state())
                          .setReason(entry.reason()));
          return index.build();
        });
  }

  @Override
  public void modelInfer(ModelInferRequest request, StreamObserver<ModelInferResponse> client) {
    ServerCallStreamObserver<ModelInferResponse> call =
        (ServerCallStreamObserver<ModelInferResponse>) client;
    call.setOnCancelHandler(() -> {}); // an answer to a client that has gone is no failure
    CompletableFuture<ModelInferResponse> coming;
    try {
      coming =
          inference
              .infer(
                  request.getModelName(),
                  version(request.getModelVersion()),
                  InferMessages.read(request, left()),
                  call::isCancelled)
              .thenApplyAsync(InferMessages::write, threads);
    } catch (RuntimeException e) {
      coming = CompletableFuture.failedFuture(e);
    }
    CompletableFuture<Void> unused =
        coming.handle(
            (response, failure) -> {
              end(client, response, failure);
              return null;
            });
  }

  /** What the client's own deadline leaves; gRPC ends the call when it is over. */
  private static Optional<Duration> left() {
    Deadline deadline = Context.current().getDeadline();
    return Optional.ofNullable(deadline)
        .map(it -> Duration.ofNanos(Math.max(1, it.timeRemaining(TimeUnit.NANOSECONDS))));
  }

  private <T> void answer(StreamObserver<T> client, Supplier<T> question) {
    try {
      end(client, question.get(), null);
    } catch (RuntimeException e) {
      end(client, null, e);
    }
  }

  private <T> void end(StreamObserver<T> client, @Nullable T answer, @Nullable Throwable failure) {
    if (failure == null && answer != null) {
      client.onNext(answer);
      client.onCompleted();
    } else {
      client.onError(status(failure).asRuntimeException());
    }
  }

  private Status status(@Nullable Throwable failure) {
    if (failure != null && ModelFailures.of(failure) instanceof ProblemException said) {
      observer.refused(said.problem().status());
      return GrpcStatus.of(said.problem());
    }
    LOG.log(Level.ERROR, "a call has failed", failure);
    return Status.INTERNAL.withDescription("this is a fault in the service; its log says more");
  }

  private static Optional<String> version(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
