package dev.signet.inference;

import dev.signet.SignetException;
import dev.signet.artifact.Int8;
import dev.signet.artifact.Manifest;
import dev.signet.config.InputSize;
import dev.signet.config.Preprocessing;
import dev.signet.network.ActivationRange;
import dev.signet.network.FoldedNet;
import dev.signet.onnx.OnnxModel;
import dev.signet.onnx.OnnxNumbers;
import dev.signet.onnx.OnnxRuntime;
import dev.signet.onnx.OnnxSession;
import dev.signet.picture.Batch;
import java.util.Map;

/** A network on ONNX Runtime, which it owns. Safe for use by many threads. */
public final class OnnxEngine implements Engine {
  private final OnnxSession session;
  private final Preprocessing preprocessing;
  private final String numbers;
  private final double rounding;

  /**
   * An engine.
   *
   * @param preprocessing of pictures, if the model does not do it itself
   * @param numbers in which the model computes, for people
   */
  public OnnxEngine(OnnxSession session, Preprocessing preprocessing, String numbers) {
    this(session, preprocessing, numbers, 0);
  }

  private OnnxEngine(
      OnnxSession session, Preprocessing preprocessing, String numbers, double rounding) {
    this.session = session;
    this.preprocessing = preprocessing;
    this.numbers = numbers;
    this.rounding = rounding;
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

  /**
   * A network in memory, in int8; libtorch is not needed.
   *
   * @param manifest that says what was measured for int8
   * @param threads to compute with; 0 is one a core
   * @throws SignetException if nothing was measured, or for another network
   */
  public static OnnxEngine int8(FoldedNet net, Manifest manifest, int threads) {
    Int8 int8 =
        manifest.int8().orElseThrow(() -> new SignetException("the model was never tried in int8"));
    return int8(net, manifest, int8.ranges(), int8.rounding(), threads);
  }

  /** The same with ranges that no manifest holds yet. */
  public static OnnxEngine int8(
      FoldedNet net,
      Manifest manifest,
      Map<String, ActivationRange> ranges,
      double rounding,
      int threads) {
    byte[] model = OnnxModel.of(net, manifest, new OnnxNumbers.Int8(ranges), false).toBytes();
    return new OnnxEngine(
        OnnxSession.open(model, "the network in int8", threads),
        manifest.preprocessing(),
        "int8",
        rounding);
  }

  @Override
  public double rounding() {
    return rounding;
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
