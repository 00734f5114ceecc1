package dev.signet.server.protocol;

import dev.signet.config.InputSize;
import dev.signet.server.config.ServerConfig.MostPictures;
import dev.signet.server.models.Picture;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The pictures in an input tensor: pixels as {@code UINT8}, or picture files as {@code BYTES}. */
final class PictureTensor {
  private final InputTensor tensor;

  /** Checks the number of pictures. */
  PictureTensor(InputTensor tensor, MostPictures most) {
    this.tensor = tensor;
    long count = tensor.shape().isEmpty() ? 0 : tensor.shape().get(0);
    if (count < 1 || count > most.count()) {
      throw tensor.problem(
          "must hold 1 to %s pictures, but its shape is %s".formatted(most, tensor.shape()));
    }
    if (!tensor.datatype().equals("UINT8") && !tensor.datatype().equals("BYTES")) {
      throw tensor.problem("must be UINT8 (pixels) or BYTES (picture files)");
    }
  }

  /** Whether the pictures are files that must be decoded. */
  boolean isFiles() {
    return tensor.datatype().equals("BYTES");
  }

  /** The pixels of each picture, {@code [height, width, 3]} bytes. */
  List<byte[]> pixels(InputSize size) {
    List<Long> expected = List.of((long) size.height(), (long) size.width(), 3L);
    List<Long> shape = tensor.shape();
    if (shape.size() != 4 || !shape.subList(1, 4).equals(expected)) {
      throw tensor.problem(
          String.format(
              Locale.ROOT,
              "must have the shape [n, %d, %d, 3] but has %s",
              size.height(),
              size.width(),
              shape));
    }
    byte[] all = tensor.raw().map(this::copy).orElseGet(this::numbers);
    int each = size.height() * size.width() * 3;
    List<byte[]> pictures = new ArrayList<>();
    for (int from = 0; from < all.length; from += each) {
      pictures.add(Arrays.copyOfRange(all, from, from + each));
    }
    return pictures;
  }

  private byte[] copy(ByteBuffer raw) {
    requireCount(raw.remaining());
    byte[] bytes = new byte[raw.remaining()];
    raw.duplicate().get(bytes);
    return bytes;
  }

  private byte[] numbers() {
    byte[] bytes = new byte[tensor.elements()];
    int filled = fill(tensor.data(), bytes, 0);
    requireCount(filled);
    return bytes;
  }

  /** Nested or flat, the elements come in the same order. */
  private int fill(JsonNode node, byte[] bytes, int from) {
    int at = from;
    for (JsonNode child : node) {
      if (child.isArray()) {
        at = fill(child, bytes, at);
      } else if (!child.isInt() || child.asInt() < 0 || child.asInt() > 255) {
        throw tensor.problem("must hold whole numbers from 0 to 255");
      } else {
        if (at < bytes.length) {
          bytes[at] = (byte) child.asInt();
        }
        at++;
      }
    }
    return at;
  }

  private void requireCount(int elements) {
    if (elements != tensor.elements()) {
      throw tensor.problem(
          String.format(
              Locale.ROOT,
              "has %d elements, but its shape %s needs %d",
              elements,
              tensor.shape(),
              tensor.elements()));
    }
  }

  /** The picture files. In JSON, where bytes cannot stand, they are Base64. */
  List<Picture> files() {
    List<byte[]> files = new ArrayList<>();
    if (tensor.raw().isPresent()) {
      ByteBuffer raw = tensor.raw().get().duplicate().order(ByteOrder.LITTLE_ENDIAN);
      while (raw.remaining() >= 4) {
        int length = raw.getInt();
        if (length < 0 || length > raw.remaining()) {
          throw tensor.problem(
              String.format(
                  Locale.ROOT,
                  "has an element that says it has %,d bytes, but %,d follow",
                  Integer.toUnsignedLong(length),
                  raw.remaining()));
        }
        byte[] file = new byte[length];
        raw.get(file);
        files.add(file);
      }
      if (raw.hasRemaining()) {
        throw tensor.problem("ends within the length of an element");
      }
    } else {
      tensor.data().forEach(text -> files.add(base64(text)));
    }
    requireCount(files.size());
    List<Picture> pictures = new ArrayList<>();
    for (byte[] file : files) {
      pictures.add(new Picture("picture " + (pictures.size() + 1), file));
    }
    return pictures;
  }

  private byte[] base64(JsonNode text) {
    try {
      if (text.isString()) {
        return Base64.getMimeDecoder().decode(text.asString());
      }
    } catch (IllegalArgumentException e) {
      throw tensor.problem("holds a string that is not Base64");
    }
    throw tensor.problem("must hold strings, picture files as Base64");
  }
}
