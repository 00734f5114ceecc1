package dev.signet.server.grpc;

import com.google.protobuf.ByteString;
import dev.signet.grpc.GRPCInferenceServiceGrpc;
import dev.signet.grpc.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import dev.signet.grpc.InferTensorContents;
import dev.signet.grpc.ModelInferRequest;
import dev.signet.grpc.ModelInferRequest.InferInputTensor;
import dev.signet.server.TestService;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** A client of a service's gRPC port that has two pictures of noise. */
final class GrpcClient implements AutoCloseable {
  private final ManagedChannel channel;
  private final byte[] pixels = new byte[2 * TestService.SIDE * TestService.SIDE * 3];

  GrpcClient(TestService service) {
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", service.server().grpcPort().orElseThrow())
            .usePlaintext()
            .build();
    new Random(5).nextBytes(pixels);
  }

  GRPCInferenceServiceBlockingStub calls() {
    return GRPCInferenceServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(60, TimeUnit.SECONDS);
  }

  /** Calls that carry a header. */
  GRPCInferenceServiceBlockingStub calls(String authorization) {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), authorization);
    return GRPCInferenceServiceGrpc.newBlockingStub(
        ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers)));
  }

  ManagedChannel channel() {
    return channel;
  }

  /** Of both pictures. */
  byte[] pixels() {
    return pixels.clone();
  }

  private ModelInferRequest.Builder ask(InferInputTensor.Builder input, long... shape) {
    Arrays.stream(shape).forEach(input::addShape);
    return ModelInferRequest.newBuilder()
        .setModelName("tiny")
        .setId("q-7")
        .addInputs(input.setName("image"));
  }

  /** Both pictures as bytes. */
  ModelInferRequest.Builder raw() {
    return ask(InferInputTensor.newBuilder().setDatatype("UINT8"), 2, 16, 16, 3)
        .addRawInputContents(ByteString.copyFrom(pixels));
  }

  /** Both pictures as numbers. */
  ModelInferRequest.Builder typed() {
    InferTensorContents.Builder contents = InferTensorContents.newBuilder();
    for (byte pixel : pixels) {
      contents.addUintContents(pixel & 0xff);
    }
    return ask(
        InferInputTensor.newBuilder().setDatatype("UINT8").setContents(contents), 2, 16, 16, 3);
  }

  /** A picture file. */
  ModelInferRequest.Builder file(byte[] file) {
    return ask(
        InferInputTensor.newBuilder()
            .setDatatype("BYTES")
            .setContents(
                InferTensorContents.newBuilder().addBytesContents(ByteString.copyFrom(file))),
        1);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
