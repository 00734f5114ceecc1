package dev.signet.server.protocol;

import dev.signet.inference.Prediction;
import dev.signet.inference.Prediction.ClassProbability;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What models say of pictures, as tensors. */
enum OutputTensor {
  /** Of every class, in the order of the model's classes: {@code [n, classes]}. */
  PROBABILITIES("FP32"),
  /** The name of the most probable class: {@code [n]}. */
  LABELS("BYTES");

  private final String datatype;

  OutputTensor(String datatype) {
    this.datatype = datatype;
  }

  /** What the protocol calls it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  String datatype() {
    return datatype;
  }

  static Optional<OutputTensor> of(String label) {
    return Arrays.stream(values()).filter(tensor -> tensor.label().equals(label)).findFirst();
  }

  /** Its shape for so many pictures; -1 stands for any number of them. */
  List<Integer> shape(int pictures, int classes) {
    return this == PROBABILITIES ? List.of(pictures, classes) : List.of(pictures);
  }

  /** Its elements for JSON, flat. */
  List<Object> values(List<Prediction> predictions) {
    List<Object> values = new ArrayList<>();
    for (Prediction prediction : predictions) {
      if (this == LABELS) {
        values.add(prediction.label());
      } else {
        for (float probability : probabilities(prediction)) {
          values.add(probability);
        }
      }
    }
    return values;
  }

  /** Its elements as bytes; a string is its length, 4 bytes, and its UTF-8. */
  byte[] bytes(List<Prediction> predictions) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Prediction prediction : predictions) {
      if (this == LABELS) {
        byte[] text = prediction.label().getBytes(StandardCharsets.UTF_8);
        byte[] length = new byte[Integer.BYTES];
        littleEndian(length).putInt(text.length);
        out.writeBytes(length);
        out.writeBytes(text);
      } else {
        float[] probabilities = probabilities(prediction);
        byte[] bytes = new byte[Float.BYTES * probabilities.length];
        littleEndian(bytes).asFloatBuffer().put(probabilities);
        out.writeBytes(bytes);
      }
    }
    return out.toByteArray();
  }

  private static float[] probabilities(Prediction prediction) {
    float[] probabilities = new float[prediction.ranking().size()];
    for (ClassProbability answer : prediction.ranking()) {
      probabilities[answer.index()] = (float) answer.probability();
    }
    return probabilities;
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
