package dev.signet.studio.project;

import dev.signet.picture.PictureFiles;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names that people give: of classes, which become folders, and of pictures, which keep what is
 * harmless of theirs. No name is a way to anywhere. Thread-safe: it keeps no state.
 */
final class FolderName {
  private static final int LONGEST = 60;
  private static final String FORBIDDEN = "/ \\ : * ? \" < > |";
  private static final Pattern BAD = Pattern.compile("[/\\\\:*?\"<>|\\p{Cntrl}]");
  private static final Pattern EDGES = Pattern.compile("^[. ]|[. ]$");
  private static final Pattern OF_WINDOWS =
      Pattern.compile("(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?", Pattern.CASE_INSENSITIVE);
  private static final Set<String> TAKEN = Set.of("runs", "__macosx", "lost+found", "__pycache__");

  private FolderName() {}

  /** The name of a class, in the one spelling that all file systems agree on. */
  static String ofClass(String given) {
    String name = Normalizer.normalize(given.strip(), Normalizer.Form.NFC);
    if (name.isEmpty()) {
      throw new ProjectException(Sentence.NAME_EMPTY);
    }
    if (name.codePointCount(0, name.length()) > LONGEST) {
      throw new ProjectException(Sentence.NAME_LONG, LONGEST);
    }
    if (BAD.matcher(name).find() || EDGES.matcher(name).find()) {
      throw new ProjectException(Sentence.NAME_CHARACTERS, FORBIDDEN);
    }
    if (TAKEN.contains(name.toLowerCase(Locale.ROOT)) || OF_WINDOWS.matcher(name).matches()) {
      throw new ProjectException(Sentence.NAME_TAKEN, name);
    }
    return name;
  }

  /** The name that a picture of this name gets; one that is no picture's gets an ending. */
  static String ofPicture(String given, byte[] picture) {
    String last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
    String name = BAD.matcher(Normalizer.normalize(last, Normalizer.Form.NFC)).replaceAll("_");
    name = name.strip().replaceAll("^\\.+", "");
    if (OF_WINDOWS.matcher(name).matches()) {
      name = "_" + name;
    }
    String ending = PictureFiles.extension(Path.of(name.isEmpty() ? "picture" : name));
    if (!name.contains(".") || ending.length() > 5) {
      ending = "";
    }
    String stem = ending.isEmpty() ? name : name.substring(0, name.length() - ending.length() - 1);
    stem = shorten(stem.isBlank() ? "picture" : stem);
    String whole = stem + "." + (ending.isEmpty() ? endingOf(picture) : ending);
    return PictureFiles.isListed(Path.of(whole)) ? whole : stem + "_." + endingOf(picture);
  }

  private static String shorten(String stem) {
    int end = Math.min(stem.codePointCount(0, stem.length()), LONGEST);
    return stem.substring(0, stem.offsetByCodePoints(0, end)).strip();
  }

  /** What a file is called whose name does not tell; the content decides all the same. */
  private static String endingOf(byte[] picture) {
    int first = picture.length == 0 ? 0 : picture[0] & 0xff;
    return switch (first) {
      case 0x89 -> "png";
      case 'G' -> "gif";
      case 'R' -> "webp";
      case 'B' -> "bmp";
      case 'I', 'M' -> "tif";
      default -> "jpg";
    };
  }

  /** The same name with a number. */
  static String numbered(String name, int number) {
    int dot = name.lastIndexOf('.');
    return dot < 0
        ? name + " " + number
        : name.substring(0, dot) + " " + number + name.substring(dot);
  }
}
