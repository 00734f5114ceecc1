package dev.signet.training;

import dev.signet.data.Batches;
import dev.signet.data.ImageSource;
import dev.signet.model.Inputs;
import dev.signet.model.ResNet;
import dev.signet.picture.Batch;
import org.bytedeco.javacpp.PointerScope;

/**
 * Takes some training pictures through the network as they are, for the statistics of its batch
 * norms: without random changes, because none are made where it is judged.
 *
 * @param net the network
 * @param train its training pictures
 * @param inputs the way from bytes to tensors
 * @param batchSize pictures a forward pass
 * @param seed of the choice, which is the same in every pass
 */
record StatisticsPass(ResNet net, ImageSource train, Inputs inputs, int batchSize, long seed)
    implements Runnable {
  /**
   * More than a thousand values for each channel of the last stage, as many as the running
   * statistics of training weigh. More cost more, and every epoch that is watched needs a pass.
   */
  static final int PICTURES = 320;

  @Override
  public void run() {
    int seen = 0;
    for (Batch batch : Batches.shuffled(train, batchSize, seed, 0)) {
      if (seen >= PICTURES) {
        return;
      }
      try (PointerScope scope = new PointerScope()) {
        inputs.arithmetic().autocast(() -> net.forward(inputs.images(batch)));
      }
      seen += batch.count();
    }
  }
}
