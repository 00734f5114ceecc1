package dev.signet.data;

import dev.signet.SignetException;
import java.util.List;
import java.util.Locale;

/** The pictures of another source with other labels. Immutable. */
final class Relabelled extends View {
  private final List<String> classes;
  private final int[] labels;

  Relabelled(ImageSource source, List<String> classes, int[] labels) {
    super(source);
    if (labels.length != source.size()) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s: %d labels for %d pictures",
              source.name(),
              labels.length,
              source.size()));
    }
    this.classes = List.copyOf(classes);
    this.labels = labels.clone();
    for (int i = 0; i < labels.length; i++) {
      Checks.requireLabel(this, i);
    }
  }

  @Override
  public ImageSource uncropped() {
    ImageSource whole = source.uncropped();
    return whole == source ? this : new Relabelled(whole, classes, labels);
  }

  @Override
  public List<String> classes() {
    return classes;
  }

  @Override
  public int label(int index) {
    return labels[index];
  }

  @Override
  public ImageSource inEpoch(int epoch) {
    return new Relabelled(source.inEpoch(epoch), classes, labels);
  }
}
