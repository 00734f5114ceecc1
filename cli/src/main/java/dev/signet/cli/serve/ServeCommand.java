package dev.signet.cli.serve;

import dev.signet.cli.console.CommandBase;
import dev.signet.cli.console.Names;
import dev.signet.cli.console.UntilSignal;
import dev.signet.cli.options.DeviceOptions;
import dev.signet.config.Precision;
import dev.signet.server.SignetServer;
import dev.signet.server.config.ModelSource;
import dev.signet.server.config.ServerConfig;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet serve}: models behind HTTP until a signal ends it. */
@Command(
    name = "serve",
    description = {
      "Answers over HTTP which class pictures show.",
      "Listens to this machine only, unless --host says otherwise; Ctrl-C ends it."
    })
public final class ServeCommand extends CommandBase {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "[NAME[@VERSION]=]RUN|FILE",
      description = {
        "A run's folder or its model file; may be given several times, the first answers requests",
        "that name none. Without a name it is called as its folder."
      })
  List<String> models = List.of();

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Where to listen, 0 for a free port (default: 8080).")
  int port = 8080;

  @Option(
      names = "--grpc-port",
      paramLabel = "N",
      description = {
        "Where to listen for the Open Inference Protocol over gRPC, too, 0 for a free port",
        "(default: nowhere)."
      })
  @Nullable Integer grpcPort;

  @Mixin NetworkOptions network = new NetworkOptions();

  @Option(
      names = "--model-root",
      paramLabel = "DIR",
      description = {
        "Where models must lie that a request may load (default: the folder beside the first model)."
      })
  @Nullable Path modelRoot;

  @ArgGroup(validate = false, heading = "%nBatches and limits:%n", order = 10)
  ServeLimitOptions limits = new ServeLimitOptions();

  @Option(
      names = "--precision",
      paramLabel = "auto|fp32|bf16|int8",
      completionCandidates = Names.Precisions.class,
      description = {
        "Of the arithmetic; auto is int8 or bf16 where the processor has it and the model keeps its",
        "answers, else fp32 (default: auto)."
      })
  Precision precision = Precision.AUTO;

  @Mixin DeviceOptions deviceOptions = new DeviceOptions();

  @Override
  public Integer call() {
    deviceOptions.check();
    ServerConfig config = config();
    SignetServer server = SignetServer.start(config);
    say("Signet serves %s at %s", String.join(", ", server.models()), server.uri());
    server.grpcPort().ifPresent(port -> say("gRPC: port %s", port));
    UntilSignal.await(() -> end(server));
    return 0;
  }

  private ServerConfig config() {
    ServerConfig config =
        ServerConfig.of(models.stream().map(ModelSource::parse).toList())
            .withNetwork(network.toConfig(port))
            .withBatching(limits.batching())
            .withWorkers(limits.workers(deviceOptions))
            .withLimits(limits.limits())
            .withArithmetic(deviceOptions.device, precision);
    config = grpcPort == null ? config : config.withGrpcPort(grpcPort);
    return modelRoot == null ? config : config.withModelRoot(modelRoot);
  }

  private void end(SignetServer server) {
    note("answering what was asked, then ending");
    server.close();
  }
}
