package dev.signet.server.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Descriptors.MethodDescriptor;
import dev.signet.grpc.OpenInference;
import dev.signet.server.TestService;
import dev.signet.server.config.NetworkConfig;
import dev.signet.testing.Python;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Triton's own Python clients, and the interface that they have. */
@Tag("python")
@Timeout(180)
class TritonTest {
  private static final String TOKEN = "0123456789abcdef";

  @TempDir Path folder;

  @Test
  void clientsAreAnsweredInAllCombinations() throws IOException, InterruptedException {
    Python python = Python.with("tritonclient.grpc, tritonclient.http");
    Path picture = folder.resolve("noise.png");
    Files.write(picture, TestService.picture("png", 33, 20, 4));
    try (TestService service =
        TestService.start(
            folder,
            config ->
                config
                    .withNetwork(NetworkConfig.DEFAULT.withPort(0).withToken(TOKEN))
                    .withGrpcPort(0))) {
      URI http = service.uri();
      String printed =
          python.runFixture(
              "triton_clients.py",
              List.of(
                  http.getHost() + ":" + http.getPort(),
                  "127.0.0.1:" + service.server().grpcPort().orElseThrow(),
                  TOKEN,
                  picture.toString()));
      assertThat(printed).contains("64 combinations");
    }
  }

  @Test
  void interfaceIsTheOneOfTheClients() throws IOException, InterruptedException {
    Python python = Python.with("tritonclient.grpc");
    List<Descriptor> messages = OpenInference.getDescriptor().getMessageTypes();
    List<String> theirs =
        python
            .runFixture("triton_interface.py", messages.stream().map(Descriptor::getName).toList())
            .lines()
            .toList();
    List<String> ours = new ArrayList<>();
    for (MethodDescriptor call : OpenInference.getDescriptor().getServices().get(0).getMethods()) {
      ours.add(
          "call %s %s %s"
              .formatted(
                  call.getName(), call.getInputType().getName(), call.getOutputType().getName()));
    }
    messages.forEach(message -> show(message, "", ours));
    assertThat(ours).hasSizeGreaterThan(60);
    ours.removeIf(line -> line.startsWith("ModelMetadataResponse.TensorMetadata parameters"));
    assertThat(theirs).containsAll(ours);
  }

  /** As triton_interface.py prints it. */
  private static void show(Descriptor message, String prefix, List<String> lines) {
    for (FieldDescriptor field : message.getFields()) {
      String target =
          field.getJavaType() == JavaType.MESSAGE ? field.getMessageType().getName() : "";
      lines.add(
          String.format(
              Locale.ROOT,
              "%s%s %s %d %d %s",
              prefix,
              message.getName(),
              field.getName(),
              field.getNumber(),
              field.toProto().getType().getNumber(),
              target));
    }
    for (Descriptor nested : message.getNestedTypes()) {
      if (!nested.getOptions().getMapEntry()) {
        show(nested, prefix + message.getName() + ".", lines);
      }
    }
  }
}
