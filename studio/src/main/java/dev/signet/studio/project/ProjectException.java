package dev.signet.studio.project;

import dev.signet.SignetException;
import java.util.Locale;

/** Something that cannot be done with a project, said in the language of whoever asked. */
public final class ProjectException extends SignetException {
  private static final long serialVersionUID = 1L;

  private final Sentence sentence;
  private final transient Object[] values;

  /** A sentence with its values. */
  public ProjectException(Sentence sentence, Object... values) {
    super(sentence.in(Locale.ENGLISH, values));
    this.sentence = sentence;
    this.values = values.clone();
  }

  /** What kind of failure it is. */
  public Sentence.Kind kind() {
    return sentence.kind();
  }

  /** The sentence in English or Chinese. */
  public String in(Locale language) {
    return sentence.in(language, values);
  }

  /** A file that could not be written. */
  static ProjectException ofWriting(SignetException failure) {
    String words = String.valueOf(failure.getMessage());
    String lower = words.toLowerCase(Locale.ROOT);
    boolean full =
        lower.contains("no space") || lower.contains("quota") || lower.contains("enough space");
    return full ? new ProjectException(Sentence.DISK) : new ProjectException(Sentence.WRITE, words);
  }
}
