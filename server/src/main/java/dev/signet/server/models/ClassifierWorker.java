package dev.signet.server.models;

import dev.signet.inference.Classifier;
import dev.signet.inference.Prediction;
import dev.signet.server.batching.BatchWorker;
import java.util.List;

/** A classifier behind a batcher. It owns the classifier. */
final class ClassifierWorker implements BatchWorker<byte[], Prediction> {
  private final Classifier classifier;

  ClassifierWorker(Classifier classifier) {
    this.classifier = classifier;
  }

  @Override
  public List<Prediction> run(List<byte[]> pictures) {
    return classifier.predict(pictures);
  }

  @Override
  public void close() {
    classifier.close();
  }
}
