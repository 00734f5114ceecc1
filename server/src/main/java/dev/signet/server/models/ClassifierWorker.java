package dev.signet.server.models;

import dev.signet.inference.Classifier;
import dev.signet.inference.Prediction;
import dev.signet.server.batching.BatchWorker;
import java.util.List;

/** A classifier that several workers of a batcher share. The model owns it. */
final class ClassifierWorker implements BatchWorker<byte[], Prediction> {
  private final Classifier classifier;

  ClassifierWorker(Classifier classifier) {
    this.classifier = classifier;
  }

  @Override
  public List<Prediction> run(List<byte[]> pictures) {
    return classifier.predictPixels(pictures);
  }

  @Override
  public void close() {} // its classifier answers others
}
