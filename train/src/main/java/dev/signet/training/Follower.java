package dev.signet.training;

import dev.signet.config.RunConfig;
import dev.signet.config.Seeds;
import dev.signet.data.ImageSource;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Libtorch;
import dev.signet.libtorch.ProcessSettings;
import dev.signet.model.ResNet;
import dev.signet.runfolder.Checkpoint;
import java.util.List;
import java.util.Optional;

/**
 * A worker that takes the steps of somebody else's run on pictures of its own, and writes nothing.
 * It has a process of its own, as every worker of a run.
 *
 * @param config of the run, the same for all its workers
 * @param train what this worker learns from, in as many batches an epoch as every other
 * @param start where the run goes on; empty if from its beginning
 * @param sync with the other workers
 */
public record Follower(
    RunConfig config, ImageSource train, Optional<Checkpoint> start, GradientSync sync) {

  /**
   * Takes all steps.
   *
   * @param device where the network is
   * @throws DivergedException if the loss of a worker, or a parameter, becomes NaN or infinite
   */
  public TrainingFinished execute(ComputeDevice device) {
    try (ProcessSettings settings = ProcessSettings.claim("training with other workers")) {
      settings.use(
          config.threads().orElseGet(Libtorch::threads), config.reliability().deterministic());
      try (ResNet net = ResNet.create(config.model(), new Seeds(config.seed()).weights())) {
        if (start.isEmpty()) {
          TrainingRun.initialize(net, config, device);
        } else { // the checkpoint brings the weights
          net.moveTo(device);
        }
        TrainingControl control =
            TrainingControl.of(config, false, new StoppingRule() {}).from(start);
        return new Trainer(config, device, List.of(), sync)
            .fit(net, train, Optional.empty(), control);
      }
    }
  }
}
