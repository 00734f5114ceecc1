package dev.signet.data;

import dev.signet.SignetException;
import dev.signet.picture.ImageSize;
import java.util.Locale;

/** What must be true of every picture: a wrong label or length would end in native memory. */
final class Checks {
  private Checks() {}

  static void requireBytes(ImageSource source, int index, int bytes) {
    ImageSize size = source.pictureSize();
    if (bytes != size.rgbBytes()) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s: picture %s has %d bytes, but %s x 3 needs %d",
              source.name(),
              source.id(index),
              bytes,
              size,
              size.rgbBytes()));
    }
  }

  /** For a picture that did not fit into its place. */
  static SignetException tooManyBytes(ImageSource source, int index, RuntimeException cause) {
    return new SignetException(
        String.format(
            Locale.ROOT,
            "%s: picture %s has more bytes than the %d that %s x 3 needs",
            source.name(),
            source.id(index),
            source.pictureSize().rgbBytes(),
            source.pictureSize()),
        cause);
  }

  /** The label. */
  static int requireLabel(ImageSource source, int index) {
    int label = source.label(index);
    int classes = source.classes().size();
    if (label < 0 || label >= classes) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s: picture %s has label %d, but there are %d classes (0 to %d)",
              source.name(),
              source.id(index),
              label,
              classes,
              classes - 1));
    }
    return label;
  }
}
