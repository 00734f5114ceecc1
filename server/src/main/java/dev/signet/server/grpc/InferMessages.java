package dev.signet.server.grpc;

import com.google.protobuf.ByteString;
import dev.signet.grpc.InferParameter;
import dev.signet.grpc.InferTensorContents;
import dev.signet.grpc.ModelInferRequest;
import dev.signet.grpc.ModelInferRequest.InferInputTensor;
import dev.signet.grpc.ModelInferRequest.InferRequestedOutputTensor;
import dev.signet.grpc.ModelInferResponse;
import dev.signet.grpc.ModelInferResponse.InferOutputTensor;
import dev.signet.server.http.ProblemException;
import dev.signet.server.protocol.InferRequest;
import dev.signet.server.protocol.InferRequest.Output;
import dev.signet.server.protocol.Inference.Inferred;
import dev.signet.server.protocol.InputTensor;
import dev.signet.server.protocol.OutputTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpStatus;

/** Requests and answers as gRPC's messages. An answer's tensors come as the request's did. */
final class InferMessages {
  private InferMessages() {}

  /**
   * Reads.
   *
   * @param left until the call's deadline, if it has one
   * @throws ProblemException if something is missing or contradicts itself
   */
  static InferRequest read(ModelInferRequest message, Optional<Duration> left) {
    if (message.getInputsCount() != 1) {
      throw InferRequest.notOneInput();
    }
    boolean raw = message.getRawInputContentsCount() > 0;
    if (raw && (message.getRawInputContentsCount() != 1 || message.getInputs(0).hasContents())) {
      throw refused("an input needs either 'contents' or one of 'raw_input_contents'");
    }
    InferInputTensor tensor = message.getInputs(0);
    ByteBuffer bytes =
        raw
            ? message.getRawInputContents(0).asReadOnlyByteBuffer()
            : bytes(tensor.getDatatype(), tensor.getContents());
    InputTensor input =
        InputTensor.ofBytes(tensor.getName(), tensor.getDatatype(), tensor.getShapeList(), bytes);
    return new InferRequest(
        Optional.of(message.getId()).filter(id -> !id.isEmpty()),
        input,
        outputs(message, raw),
        Stream.concat(timeout(message).stream(), left.stream()).min(Duration::compareTo));
  }

  /** Typed elements as the protocol writes them down in bytes. */
  private static ByteBuffer bytes(String datatype, InferTensorContents contents) {
    if (datatype.equals("BYTES")) {
      List<ByteString> elements = contents.getBytesContentsList();
      int size = elements.stream().mapToInt(it -> Integer.BYTES + it.size()).sum();
      ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
      for (ByteString element : elements) {
        bytes.putInt(element.size()).put(element.asReadOnlyByteBuffer());
      }
      return bytes.flip();
    }
    ByteBuffer bytes = ByteBuffer.allocate(contents.getUintContentsCount());
    for (int number : contents.getUintContentsList()) {
      if (number < 0 || number > 255) {
        throw refused("input %s must hold whole numbers from 0 to 255".formatted(InputTensor.NAME));
      }
      bytes.put((byte) number);
    }
    return bytes.flip();
  }

  private static List<Output> outputs(ModelInferRequest message, boolean raw) {
    if (message.getOutputsCount() == 0) {
      return Output.all(raw);
    }
    return message.getOutputsList().stream().map(output -> output(output, raw)).toList();
  }

  /** As over HTTP, what an output is asked to be and is not would be a wrong answer. */
  private static Output output(InferRequestedOutputTensor output, boolean raw) {
    if (output.getParametersCount() > 0) {
      throw refused("an output may have no parameters");
    }
    return new Output(OutputTensor.of(output.getName()), raw);
  }

  private static Optional<Duration> timeout(ModelInferRequest message) {
    InferParameter micros = message.getParametersMap().get("timeout");
    if (micros == null) {
      return Optional.empty();
    }
    return Optional.of(
        InferRequest.timeout(
            switch (micros.getParameterChoiceCase()) {
              case INT64_PARAM -> micros.getInt64Param();
              case UINT64_PARAM -> micros.getUint64Param();
              default -> 0;
            }));
  }

  static ModelInferResponse write(Inferred inferred) {
    ModelInferResponse.Builder response =
        ModelInferResponse.newBuilder()
            .setModelName(inferred.model().name())
            .setModelVersion(inferred.model().version())
            .setId(inferred.request().id().orElse(""));
    for (Output output : inferred.request().outputs()) {
      OutputTensor tensor = output.tensor();
      InferOutputTensor.Builder written =
          InferOutputTensor.newBuilder().setName(tensor.label()).setDatatype(tensor.datatype());
      inferred.shape(tensor).forEach(written::addShape);
      if (output.binary()) {
        response.addRawOutputContents(ByteString.copyFrom(tensor.bytes(inferred.predictions())));
      } else {
        written.setContents(contents(tensor.values(inferred.predictions())));
      }
      response.addOutputs(written);
    }
    return response.build();
  }

  private static InferTensorContents contents(List<Object> values) {
    InferTensorContents.Builder contents = InferTensorContents.newBuilder();
    for (Object value : values) {
      if (value instanceof Float number) {
        contents.addFp32Contents(number);
      } else if (value instanceof Boolean flag) {
        contents.addBoolContents(flag);
      } else {
        contents.addBytesContents(ByteString.copyFromUtf8(value.toString()));
      }
    }
    return contents.build();
  }

  private static ProblemException refused(String detail) {
    return new ProblemException(HttpStatus.BAD_REQUEST_400, detail);
  }
}
