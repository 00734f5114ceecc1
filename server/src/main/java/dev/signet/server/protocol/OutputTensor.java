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

/** What models say of pictures, as tensors. */
public enum OutputTensor {
  /** Of every class, in the order of the model's classes: {@code [n, classes]}. */
  PROBABILITIES("FP32"),
  /** The name of the most probable class, or {@code unknown} where there is doubt: {@code [n]}. */
  LABELS("BYTES"),
  /** Whether the model had better not answer: {@code [n]}. */
  UNKNOWN("BOOL");

  private final String datatype;

  OutputTensor(String datatype) {
    this.datatype = datatype;
  }

  /** What the protocol calls it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Of its elements, such as {@code FP32}. */
  public String datatype() {
    return datatype;
  }

  /** The output of this name. */
  public static OutputTensor of(String label) {
    return Arrays.stream(values())
        .filter(tensor -> tensor.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                InferRequest.refused(
                    "there is no output of that name; there are "
                        + Arrays.stream(values()).map(OutputTensor::label).toList()));
  }

  /** Its shape for so many pictures; -1 stands for any number of them. */
  List<Integer> shape(int pictures, int classes) {
    return this == PROBABILITIES ? List.of(pictures, classes) : List.of(pictures);
  }

  /** Its elements as numbers, text and truth values, flat. */
  public List<Object> values(List<Prediction> predictions) {
    List<Object> values = new ArrayList<>();
    for (Prediction prediction : predictions) {
      switch (this) {
        case PROBABILITIES -> {
          for (float probability : probabilities(prediction)) {
            values.add(probability);
          }
        }
        case LABELS -> values.add(prediction.answer());
        case UNKNOWN -> values.add(prediction.unknown());
      }
    }
    return values;
  }

  /** Its elements as bytes; a string is its length, 4 bytes, and its UTF-8; true is a 1. */
  public byte[] bytes(List<Prediction> predictions) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Prediction prediction : predictions) {
      switch (this) {
        case PROBABILITIES -> {
          float[] probabilities = probabilities(prediction);
          byte[] bytes = new byte[Float.BYTES * probabilities.length];
          littleEndian(bytes).asFloatBuffer().put(probabilities);
          out.writeBytes(bytes);
        }
        case LABELS -> {
          byte[] text = prediction.answer().getBytes(StandardCharsets.UTF_8);
          byte[] length = new byte[Integer.BYTES];
          littleEndian(length).putInt(text.length);
          out.writeBytes(length);
          out.writeBytes(text);
        }
        case UNKNOWN -> out.write(prediction.unknown() ? 1 : 0);
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
