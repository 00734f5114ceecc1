package dev.signet.model;

import dev.signet.libtorch.BatchNorm;
import dev.signet.picture.Batch;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;

/**
 * Gathers the running statistics of the batch norms anew: they become the means over some batches
 * of training pictures ("precise batch norm", Wu and Johnson, "Rethinking Batch in BatchNorm",
 * 2021). Weights that were averaged or put together never saw the statistics of any step.
 *
 * @param batches of training pictures, as they are: no random changes are made where the network is
 *     judged; as many are taken as hold {@value #PICTURES} pictures
 * @param inputs the way from bytes to tensors
 */
public record NormStatistics(Iterable<Batch> batches, Inputs inputs) {
  /**
   * More than a thousand values for each channel of the last stage, as many as the running
   * statistics of training weigh. More cost more, and every epoch that is watched needs a pass.
   */
  public static final int PICTURES = 160;

  /**
   * Gathers them; frozen parts keep what they have.
   *
   * @param scale share of the pictures' height and width that the network sees
   */
  public void gather(ResNet net, double scale) {
    boolean wasTraining = net.module().is_training();
    net.train(true);
    List<BatchNorm> norms = net.norms().filter(norm -> norm.is_training()).toList();
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      double momentum = net.stem().norm().options().momentum().get();
      norms.forEach(
          norm -> {
            norm.reset_running_stats();
            norm.options().momentum().reset(); // without momentum all batches count the same
          });
      try {
        pass(net, inputs.at(scale));
      } finally {
        norms.forEach(norm -> norm.options().momentum().put(momentum));
      }
    } finally {
      net.train(wasTraining);
    }
  }

  private void pass(ResNet net, Inputs scaled) {
    int seen = 0;
    for (Batch batch : batches) {
      if (seen >= PICTURES) {
        return;
      }
      try (PointerScope scope = new PointerScope()) {
        scaled.arithmetic().autocast(() -> net.forward(scaled.images(batch)));
      }
      seen += batch.count();
    }
  }
}
