package dev.signet.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import dev.signet.SignetException;
import dev.signet.config.InputSize;
import dev.signet.config.Preprocessing;
import dev.signet.files.Reason;
import dev.signet.network.FoldedNet;
import dev.signet.picture.Batch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An ONNX model, ready to compute on the CPU. It owns native memory: {@link #close} frees it. Safe
 * for use by many threads.
 */
public final class OnnxSession implements AutoCloseable {
  private final String name;
  private final OrtEnvironment environment;
  private final OrtSession session;

  private OnnxSession(String name, OrtEnvironment environment, OrtSession session) {
    this.name = name;
    this.environment = environment;
    this.session = session;
  }

  /**
   * Opens a model.
   *
   * @param name for messages
   * @param threads to compute with; 0 is one a core
   * @throws SignetException if it is not ONNX, is damaged, or needs what this runtime does not have
   */
  public static OnnxSession open(byte[] model, String name, int threads) {
    OrtEnvironment environment = OnnxRuntime.environment();
    try (SessionOptions options = options(threads)) {
      return new OnnxSession(name, environment, environment.createSession(model, options));
    } catch (OrtException e) {
      throw problem(name, e);
    }
  }

  private static SessionOptions options(int threads) throws OrtException {
    SessionOptions options = new SessionOptions();
    options.setIntraOpNumThreads(threads);
    options.setInterOpNumThreads(1);
    // Threads that wait for work by spinning take the cores from libtorch's and from others.
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    return options;
  }

  private static OnnxTensor tensor(OrtEnvironment environment, MemoryEncoding.Weights weights)
      throws OrtException {
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(Math.multiplyExact(weights.values().length, Float.BYTES))
            .order(ByteOrder.nativeOrder());
    FloatBuffer floats = bytes.asFloatBuffer();
    floats.put(weights.values()).rewind();
    long[] shape = weights.shape().stream().mapToLong(Long::longValue).toArray();
    return OnnxTensor.createTensor(environment, floats, shape);
  }

  /**
   * Opens a file.
   *
   * @param threads as for {@link #open}
   * @throws SignetException as {@link #open} does, or if the file cannot be read
   */
  public static OnnxSession read(Path file, int threads) {
    try {
      return open(Files.readAllBytes(file), file.toString(), threads);
    } catch (IOException e) {
      throw new SignetException("cannot read %s: %s".formatted(file, Reason.of(e)), e);
    }
  }

  /**
   * Opens a network that is in memory; its pictures go in preprocessed.
   *
   * @param size of the pictures
   * @param threads as for {@link #open}
   */
  public static OnnxSession of(FoldedNet net, InputSize size, int threads) {
    MemoryEncoding encoding = new MemoryEncoding();
    OnnxGraph graph = NetworkGraph.of(net, size, encoding);
    byte[] model = OnnxModel.of(graph, "network", Map.of()).toBytes();
    OrtEnvironment environment = OnnxRuntime.environment();
    Map<String, OnnxTensorLike> weights = new LinkedHashMap<>();
    try (SessionOptions options = options(threads)) {
      for (var entry : encoding.weights().entrySet()) {
        weights.put(entry.getKey(), tensor(environment, entry.getValue()));
      }
      options.addExternalInitializers(weights);
      return new OnnxSession("the network", environment, environment.createSession(model, options));
    } catch (OrtException e) {
      throw problem("the network", e);
    } finally {
      weights.values().forEach(OnnxTensorLike::close); // the session has arranged them anew
    }
  }

  /** What the file says about itself, by key. */
  public Map<String, String> metadata() {
    try {
      return session.getMetadata().getCustomMetadata();
    } catch (OrtException e) {
      throw problem(name, e);
    }
  }

  /** Whether pictures go in as bytes, to be preprocessed by the model itself. */
  public boolean takesBytes() {
    return input().type == OnnxJavaType.UINT8;
  }

  /** The sides of what goes in, the first of them -1 for any number of pictures. */
  public long[] inputShape() {
    return input().getShape();
  }

  /** The sides of the logits. */
  public long[] outputShape() {
    try {
      return tensor(session.getOutputInfo(), NetworkGraph.OUTPUT).getShape();
    } catch (OrtException e) {
      throw problem(name, e);
    }
  }

  private TensorInfo input() {
    try {
      return tensor(session.getInputInfo(), NetworkGraph.INPUT);
    } catch (OrtException e) {
      throw problem(name, e);
    }
  }

  private TensorInfo tensor(Map<String, NodeInfo> values, String wanted) {
    NodeInfo found = values.get(wanted);
    if (found == null || !(found.getInfo() instanceof TensorInfo info)) {
      throw new SignetException(
          "%s has no tensor called %s, as networks that Signet exports do; it has %s"
              .formatted(name, wanted, values.keySet()));
    }
    return info;
  }

  /**
   * The pictures' logits, {@code [n, classes]} in row-major order.
   *
   * @param preprocessing of pictures, if the model does not do it itself
   */
  public float[] logits(Batch pictures, Preprocessing preprocessing) {
    Map<String, float[]> values = run(pictures, preprocessing);
    float[] logits = values.get(NetworkGraph.OUTPUT);
    if (logits == null) {
      throw new SignetException("%s gives no %s".formatted(name, NetworkGraph.OUTPUT));
    }
    return logits;
  }

  /** All outputs, by name. */
  Map<String, float[]> run(Batch pictures, Preprocessing preprocessing) {
    try (OnnxTensor input = tensor(pictures, preprocessing);
        OrtSession.Result result = session.run(Map.of(NetworkGraph.INPUT, input))) {
      Map<String, float[]> values = new LinkedHashMap<>();
      for (var entry : result) {
        FloatBuffer floats = ((OnnxTensor) entry.getValue()).getFloatBuffer();
        float[] copy = new float[floats.remaining()];
        floats.get(copy);
        values.put(entry.getKey(), copy);
      }
      return values;
    } catch (OrtException e) {
      throw problem(name, e);
    }
  }

  private OnnxTensor tensor(Batch pictures, Preprocessing preprocessing) throws OrtException {
    long count = pictures.count();
    long height = pictures.size().height();
    long width = pictures.size().width();
    if (takesBytes()) {
      return OnnxTensor.createTensor(
          environment,
          pictures.images().duplicate().rewind(),
          new long[] {count, height, width, 3},
          OnnxJavaType.UINT8);
    }
    return OnnxTensor.createTensor(
        environment,
        PictureFloats.of(pictures, preprocessing),
        new long[] {count, 3, height, width});
  }

  /**
   * What the runtime says goes on for lines and names its sources; its first sentence is enough.
   */
  private static SignetException problem(String name, OrtException e) {
    String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    return new SignetException(
        "%s cannot be run by ONNX Runtime: %s".formatted(name, said.strip()), e);
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw problem(name, e);
    }
  }
}
