package dev.signet.cli.serve;

import dev.signet.cli.console.Durations;
import dev.signet.cli.options.DeviceOptions;
import dev.signet.server.config.BatchingConfig;
import dev.signet.server.config.LimitsConfig;
import dev.signet.server.config.WorkersConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How pictures go through the network together, and how much one client may ask. */
final class ServeLimitOptions {
  @Option(
      names = "--max-batch",
      paramLabel = "N",
      description =
          "Pictures that go through the network together; 1 is no batching (default: 32).")
  int maxBatch = BatchingConfig.DEFAULT.maximum();

  @Option(
      names = "--batch-window",
      paramLabel = "TIME",
      description = {
        "How long a batch waits for more pictures while they come in company (default: 5ms)."
      })
  String batchWindow = "5ms";

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = {
        "Batches of a model that are computed at one time, which share --threads",
        "(default: one a thread, but 4 at most; 1 on CUDA)."
      })
  @Nullable Integer workers;

  @Option(
      names = "--queue",
      paramLabel = "N",
      description = "Pictures of a model that may wait; more are answered with 429 (default: 256).")
  int queue = BatchingConfig.DEFAULT.queue();

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      description = "After which a request is answered with 504 (default: 10s).")
  String deadline = "10s";

  @Option(
      names = "--max-request",
      paramLabel = "BYTES",
      description = "Of a request's body (default: 16777216, which is 16 MiB).")
  int maxRequest = LimitsConfig.DEFAULT.requestBytes();

  @Option(
      names = "--max-pixels",
      paramLabel = "N",
      description = "Of a picture, height times width; found before decoding (default: 25000000).")
  long maxPixels = LimitsConfig.DEFAULT.pixels();

  @Option(names = "--max-pictures", paramLabel = "N", description = "Of a request (default: 64).")
  int maxPictures = LimitsConfig.DEFAULT.pictures();

  @Option(
      names = "--body-time",
      paramLabel = "TIME",
      description = "That a client may take to send a body (default: 30s).")
  String bodyTime = "30s";

  @Option(
      names = "--idle-time",
      paramLabel = "TIME",
      description = "After which a silent connection is closed (default: 30s).")
  String idleTime = "30s";

  @Option(
      names = "--drain-delay",
      paramLabel = "TIME",
      description = {
        "How long the service goes on after a signal, as not ready (503 at /v2/health/ready), so",
        "that no more requests are sent to it when it ends (default: 0s)."
      })
  String drainDelay = "0s";

  @Option(
      names = "--drain",
      paramLabel = "TIME",
      description = "That requests get to be answered after a signal (default: 10s).")
  String drain = "10s";

  BatchingConfig batching() {
    return new BatchingConfig(
        maxBatch,
        Durations.parse("the batch window (--batch-window)", batchWindow),
        queue,
        Durations.parse("the deadline (--deadline)", deadline));
  }

  WorkersConfig workers(DeviceOptions device) {
    int threads =
        device.threads == null ? Runtime.getRuntime().availableProcessors() : device.threads;
    if (workers != null) {
      return WorkersConfig.sharing(threads, workers);
    }
    return device.isCpu() ? WorkersConfig.sharing(threads) : WorkersConfig.sharing(threads, 1);
  }

  LimitsConfig limits() {
    LimitsConfig usual = LimitsConfig.DEFAULT;
    return new LimitsConfig(
        maxRequest,
        Math.max(usual.bodyBytes(), maxRequest),
        maxPixels,
        maxPictures,
        Durations.parse("the time for a body (--body-time)", bodyTime),
        Durations.parse("the idle time (--idle-time)", idleTime),
        Durations.parse("the drain delay (--drain-delay)", drainDelay),
        Durations.parse("the drain time (--drain)", drain));
  }
}
