package dev.signet.data;

/**
 * One picture with its label.
 *
 * @param id what a person would call it: a file's path, or its position such as {@code
 *     train_set_x[12]}
 * @param label index of its class
 * @param pixels unsigned bytes, {@code [height, width, 3]}, red, green, blue
 */
public record LabelledImage(String id, int label, byte[] pixels) {
  /** Picture {@code index} of a source. */
  public static LabelledImage of(ImageSource source, int index) {
    return new LabelledImage(source.id(index), source.label(index), source.pixels(index));
  }
}
