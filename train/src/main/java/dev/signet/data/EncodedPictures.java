package dev.signet.data;

import dev.signet.SignetException;
import java.util.List;

/**
 * Labelled pictures as they are stored: files of a folder, entries of an archive, cells of a
 * column, encoded as JPEG, PNG or otherwise and of any size. {@link DecodedSource} makes pictures
 * of one size of them.
 *
 * <p>Nothing is kept: bytes are read whenever they are asked for. An index has always the same
 * label and id. <b>Every method may be called by many threads at once.</b>
 */
public interface EncodedPictures {
  /** Where the pictures come from, for messages: a file or a folder. */
  String name();

  /** Names of the classes, in the order of the labels. */
  List<String> classes();

  /** Number of pictures, at least 1. */
  int size();

  /** The label of picture {@code index}: an index into {@link #classes()}. */
  int label(int index);

  /** What a person would call picture {@code index}: the path of its file, or its place. */
  String id(int index);

  /**
   * The encoded bytes of picture {@code index}.
   *
   * @throws SignetException of a line that names the picture, if it cannot be read (any more)
   */
  byte[] bytes(int index);

  /**
   * A number that is another one when the bytes of picture {@code index} have changed, told without
   * reading them: {@link FileStamp} for a file, that of its archive for an entry.
   *
   * @throws SignetException if it is gone
   */
  long stamp(int index);
}
