package dev.signet.onnx;

import com.google.protobuf.ByteString;
import dev.signet.SignetVersion;
import dev.signet.artifact.Manifest;
import dev.signet.config.Fit;
import dev.signet.config.InputSize;
import dev.signet.config.Json;
import dev.signet.files.ProtobufMessage;
import dev.signet.network.FoldedNet;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A network as an ONNX model: {@code ModelProto} of <a
 * href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>, IR version 8,
 * operator set 17, batch norms folded into the convolutions, batches of any size.
 *
 * <p>Its input is called {@code input}: floats {@code [n, 3, h, w]} that are preprocessed, or bytes
 * {@code [n, h, w, 3]}; its output is called {@code logits}: floats {@code [n, classes]}. Metadata
 * says what they mean. Immutable.
 */
public final class OnnxModel {
  /** The metadata entry that holds the manifest as JSON. */
  static final String MANIFEST_KEY = "signet";

  /** The metadata entry that says in which numbers the model computes. */
  static final String NUMBERS_KEY = "numbers";

  private static final int IR_VERSION = 8;
  private static final int OPERATOR_SET = 17;
  private static final int MODEL_IR_VERSION = 1;
  private static final int MODEL_PRODUCER_NAME = 2;
  private static final int MODEL_PRODUCER_VERSION = 3;
  private static final int MODEL_GRAPH = 7;
  private static final int MODEL_OPERATOR_SET = 8;
  private static final int MODEL_METADATA = 14;
  private static final int OPERATOR_SET_VERSION = 2;
  private static final int ENTRY_KEY = 1;
  private static final int ENTRY_VALUE = 2;

  private final ByteString bytes;

  private OnnxModel(ByteString bytes) {
    this.bytes = bytes;
  }

  /**
   * Writes a network down.
   *
   * @param manifest of the network; it travels along
   * @param withPreprocessing whether the model takes bytes and preprocesses them itself
   * @throws dev.signet.SignetException if the network cannot be had in these numbers
   */
  public static OnnxModel of(
      FoldedNet net, Manifest manifest, OnnxNumbers numbers, boolean withPreprocessing) {
    InputSize size = manifest.model().input();
    Encoding encoding = encoding(numbers);
    OnnxGraph graph =
        withPreprocessing
            ? NetworkGraph.withPreprocessing(net, size, manifest.preprocessing(), encoding)
            : NetworkGraph.of(net, size, encoding);
    String name = manifest.model().variant().title();
    return of(graph, name, metadata(manifest, numbers, withPreprocessing));
  }

  /** A graph as a model, with metadata. */
  static OnnxModel of(OnnxGraph graph, String name, Map<String, String> metadata) {
    ProtobufMessage model =
        new ProtobufMessage()
            .integer(MODEL_IR_VERSION, IR_VERSION)
            .text(MODEL_PRODUCER_NAME, "signet")
            .text(MODEL_PRODUCER_VERSION, SignetVersion.current())
            .message(MODEL_GRAPH, graph.toMessage(name))
            .message(
                MODEL_OPERATOR_SET,
                new ProtobufMessage().integer(OPERATOR_SET_VERSION, OPERATOR_SET));
    metadata.forEach(
        (key, value) ->
            model.message(
                MODEL_METADATA,
                new ProtobufMessage().text(ENTRY_KEY, key).text(ENTRY_VALUE, value)));
    return new OnnxModel(model.toBytes());
  }

  private static Encoding encoding(OnnxNumbers numbers) {
    if (numbers instanceof OnnxNumbers.Int8 int8) {
      return new QuantizedEncoding(int8.ranges());
    }
    return numbers instanceof OnnxNumbers.Fp16 ? new HalfEncoding() : new FloatEncoding();
  }

  /** The manifest, and what other programs want to know of it without reading JSON of ours. */
  private static Map<String, String> metadata(
      Manifest manifest, OnnxNumbers numbers, boolean withPreprocessing) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("signet_version", SignetVersion.current());
    metadata.put(NUMBERS_KEY, numbers.label());
    metadata.put("classes", Json.write(manifest.classes()));
    metadata.put("input_size", manifest.model().input().toString());
    Fit fit = manifest.preprocessing().fit();
    metadata.put("fit", fit.label());
    metadata.put("input_pictures", fit.describe(manifest.model().input()) + ", antialiased");
    metadata.put(
        "input_values",
        withPreprocessing
            ? "uint8 [n, h, w, 3], red, green, blue, as decoded"
            : "float32 [n, 3, h, w], red, green, blue, (byte / 255 - mean) / std");
    metadata.put("mean", Json.write(manifest.preprocessing().mean()));
    metadata.put("std", Json.write(manifest.preprocessing().std()));
    metadata.put(MANIFEST_KEY, Json.write(manifest.withoutClaims()));
    return metadata;
  }

  /** The model as it stands in a file. */
  public byte[] toBytes() {
    return bytes.toByteArray();
  }

  /** How long the file is. */
  public long size() {
    return bytes.size();
  }

  /** Writes the model onto a file. */
  public void writeTo(Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      bytes.writeTo(out);
    }
  }
}
