package dev.signet.run;

import dev.signet.config.RunConfig;
import dev.signet.data.DataParts;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.training.GradientSync;
import dev.signet.training.StoppingRule;
import java.nio.file.Path;

/**
 * All that a run needs to know.
 *
 * @param folder of the run; a new one is made for a new run
 * @param config what to do; without a number of threads, with libtorch's number of now
 * @param data the pictures
 * @param device where the network is
 * @param stop may end it early, beside the configuration: a {@link dev.signet.training.StopSignal},
 *     a {@link dev.signet.training.TimeLimit} or both
 * @param sync with the other workers of the run; this one writes its folder
 */
public record RunSpec(
    Path folder,
    RunConfig config,
    AuditedData data,
    ComputeDevice device,
    StoppingRule stop,
    GradientSync sync) {
  /** A run of one worker. */
  public RunSpec(
      Path folder, RunConfig config, AuditedData data, ComputeDevice device, StoppingRule stop) {
    this(folder, config, data, device, stop, GradientSync.NONE);
  }

  /** A run of audited pictures on the best device there is, which nothing ends early. */
  public RunSpec(Path folder, RunConfig config, DataParts data) {
    this(
        folder,
        config,
        new AuditedData(data, true),
        ComputeDevice.choose("auto"),
        new StoppingRule() {});
  }

  /** The same with another rule that may end it early. */
  public RunSpec stoppedBy(StoppingRule rule) {
    return new RunSpec(folder, config, data, device, rule, sync);
  }

  /** The same with another configuration in another folder. */
  public RunSpec with(RunConfig other, Path otherFolder) {
    return new RunSpec(otherFolder, other, data, device, stop, sync);
  }
}
