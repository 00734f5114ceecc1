package dev.signet.data;

/**
 * Is told, in a sentence each, what was read otherwise than by the letter: pictures that had to be
 * converted, names that had to be guessed, folders that were left out. Called on the thread that
 * reads.
 */
@FunctionalInterface
public interface DataRemarks {
  /** Nobody listens. */
  DataRemarks NONE = remark -> {};

  /** Takes a sentence, without a line break or full stop. */
  void add(String remark);

  /** Takes one that is of no use to anybody if the pictures cannot be read after all. */
  default void addOfReadable(String remark) {
    add(remark);
  }
}
