package dev.signet.inference;

import dev.signet.config.InputSize;
import dev.signet.config.Preprocessing;
import dev.signet.network.FoldedNet;
import dev.signet.onnx.OnnxRuntime;
import dev.signet.onnx.OnnxSession;
import dev.signet.picture.Batch;

/** A network on ONNX Runtime, which it owns. Safe for use by many threads. */
public final class OnnxEngine implements Engine {
  private final OnnxSession session;
  private final Preprocessing preprocessing;
  private final String numbers;

  /**
   * An engine.
   *
   * @param preprocessing of pictures, if the model does not do it itself
   * @param numbers in which the model computes, for people
   */
  public OnnxEngine(OnnxSession session, Preprocessing preprocessing, String numbers) {
    this.session = session;
    this.preprocessing = preprocessing;
    this.numbers = numbers;
  }

  /**
   * A network in memory, in fp32; libtorch is not needed.
   *
   * @param size of the pictures
   * @param threads to compute with; 0 is one a core
   */
  public static OnnxEngine of(
      FoldedNet net, InputSize size, Preprocessing preprocessing, int threads) {
    return new OnnxEngine(OnnxSession.of(net, size, threads), preprocessing, "fp32");
  }

  @Override
  public float[] logits(Batch pictures) {
    return pictures.count() == 0 ? new float[0] : session.logits(pictures, preprocessing);
  }

  @Override
  public String runtime() {
    return "onnxruntime";
  }

  @Override
  public String describe() {
    return numbers + ", ONNX Runtime " + OnnxRuntime.version();
  }

  @Override
  public void close() {
    session.close();
  }
}
