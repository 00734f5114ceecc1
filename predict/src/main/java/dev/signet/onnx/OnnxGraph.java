package dev.signet.onnx;

import com.google.protobuf.ByteString;
import dev.signet.files.ProtobufMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Nodes and constants in the order in which they are added: {@code GraphProto}. Values are known by
 * their names, and every method that makes one returns its name.
 */
final class OnnxGraph {
  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_NAME = 2;
  private static final int GRAPH_INITIALIZER = 5;
  private static final int GRAPH_INPUT = 11;
  private static final int GRAPH_OUTPUT = 12;
  private static final int NODE_INPUT = 1;
  private static final int NODE_OUTPUT = 2;
  private static final int NODE_NAME = 3;
  private static final int NODE_OPERATOR = 4;
  private static final int NODE_ATTRIBUTE = 5;
  private static final int TENSOR_DIMENSION = 1;
  private static final int TENSOR_TYPE = 2;
  private static final int TENSOR_NAME = 8;
  private static final int TENSOR_BYTES = 9;
  private static final int TENSOR_EXTERNAL = 13;
  private static final int TENSOR_LOCATION = 14;
  private static final int EXTERNAL = 1;
  private static final int ENTRY_KEY = 1;
  private static final int ENTRY_VALUE = 2;
  private static final int VALUE_NAME = 1;
  private static final int VALUE_TYPE = 2;
  private static final int TYPE_TENSOR = 1;
  private static final int TENSOR_TYPE_ELEMENT = 1;
  private static final int TENSOR_TYPE_SHAPE = 2;
  private static final int SHAPE_DIMENSION = 1;
  private static final int DIMENSION_VALUE = 1;
  private static final int DIMENSION_NAME = 2;

  private final List<ProtobufMessage> nodes = new ArrayList<>();
  private final List<ProtobufMessage> constants = new ArrayList<>();
  private final List<ProtobufMessage> inputs = new ArrayList<>();
  private final List<ProtobufMessage> outputs = new ArrayList<>();

  /** What the caller gives: {@code [n, sides...]} with any n. */
  String input(String name, OnnxType type, long... sides) {
    inputs.add(value(name, type, sides));
    return name;
  }

  /** Makes a value part of the answer: {@code [n, sides...]}. */
  void output(String name, OnnxType type, long... sides) {
    outputs.add(value(name, type, sides));
  }

  /** Makes a value of floats part of the answer, whatever its shape. */
  void output(String name) {
    ProtobufMessage tensor =
        new ProtobufMessage().integer(TENSOR_TYPE_ELEMENT, OnnxType.FLOAT.number());
    outputs.add(value(name, tensor));
  }

  /** Adds a node with one output, which gives it its name. */
  String node(String operator, String output, List<String> from, OnnxAttribute... attributes) {
    ProtobufMessage node = new ProtobufMessage();
    from.forEach(value -> node.text(NODE_INPUT, value));
    node.text(NODE_OUTPUT, output).text(NODE_NAME, output).text(NODE_OPERATOR, operator);
    for (OnnxAttribute attribute : attributes) {
      node.message(NODE_ATTRIBUTE, attribute.message());
    }
    nodes.add(node);
    return output;
  }

  /** Adds a constant; the bytes are those of its elements, little-endian. */
  String constant(String name, OnnxType type, List<Long> shape, byte[] elements) {
    ProtobufMessage tensor = new ProtobufMessage();
    shape.forEach(side -> tensor.integer(TENSOR_DIMENSION, side));
    constants.add(
        tensor
            .integer(TENSOR_TYPE, type.number())
            .text(TENSOR_NAME, name)
            .bytes(TENSOR_BYTES, ByteString.copyFrom(elements)));
    return name;
  }

  /** Adds a constant of floats that the session is given when it is opened. */
  String outside(String name, List<Long> shape) {
    ProtobufMessage tensor = new ProtobufMessage();
    shape.forEach(side -> tensor.integer(TENSOR_DIMENSION, side));
    constants.add(
        tensor
            .integer(TENSOR_TYPE, OnnxType.FLOAT.number())
            .text(TENSOR_NAME, name)
            .message(
                TENSOR_EXTERNAL,
                new ProtobufMessage().text(ENTRY_KEY, "location").text(ENTRY_VALUE, name))
            .integer(TENSOR_LOCATION, EXTERNAL));
    return name;
  }

  /** Adds a constant of floats. */
  String floats(String name, List<Long> shape, float... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return constant(name, OnnxType.FLOAT, shape, bytes.array());
  }

  /** The graph as it is written. */
  ProtobufMessage toMessage(String name) {
    return new ProtobufMessage()
        .messages(GRAPH_NODE, nodes)
        .text(GRAPH_NAME, name)
        .messages(GRAPH_INITIALIZER, constants)
        .messages(GRAPH_INPUT, inputs)
        .messages(GRAPH_OUTPUT, outputs);
  }

  private static ProtobufMessage value(String name, OnnxType type, long... sides) {
    ProtobufMessage tensor = new ProtobufMessage().integer(TENSOR_TYPE_ELEMENT, type.number());
    ProtobufMessage shape = new ProtobufMessage();
    shape.message(SHAPE_DIMENSION, new ProtobufMessage().text(DIMENSION_NAME, "n"));
    for (long side : sides) {
      shape.message(SHAPE_DIMENSION, new ProtobufMessage().integer(DIMENSION_VALUE, side));
    }
    return value(name, tensor.message(TENSOR_TYPE_SHAPE, shape));
  }

  private static ProtobufMessage value(String name, ProtobufMessage tensor) {
    return new ProtobufMessage()
        .text(VALUE_NAME, name)
        .message(VALUE_TYPE, new ProtobufMessage().message(TYPE_TENSOR, tensor));
  }
}
