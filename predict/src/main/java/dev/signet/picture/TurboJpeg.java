package dev.signet.picture;

import dev.signet.files.NativeFolder;
import java.nio.IntBuffer;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;

/**
 * A JPEG that libjpeg-turbo decodes, which is in leptonica: docs/decisions/0045. Full size is bit
 * for bit what ImageIO's readers and Pillow give, only sooner; a large picture it can give in half,
 * a quarter or an eighth of its size, for a fraction of the work. The first JPEG loads it.
 */
final class TurboJpeg implements StoredPicture {
  /** How often the reduced picture must still hold the target: {@link #reduction}. */
  private static final int MARGIN = 4;

  private static final int MOST_REDUCED = 8;

  /** More, and ImageIO decodes band by band: native memory of 128 MiB. */
  private static final long MOST_PIXELS = 1 << 25;

  private static final int SILENT = 6;
  private static final int[] BYTE_OF_WORD = {24, 16, 8, 0};

  private final PIX picture;
  private final int height;
  private final int width;
  private final JpegLayout.Frame frame;
  private final double reduction;
  private final int wordsPerRow;
  private final boolean grey;
  private final IntBuffer words;

  private TurboJpeg(PIX picture, JpegLayout.Frame frame, double reduction) {
    this.picture = picture;
    this.frame = frame;
    this.reduction = reduction;
    height = leptonica.pixGetHeight(picture);
    width = leptonica.pixGetWidth(picture);
    wordsPerRow = leptonica.pixGetWpl(picture);
    grey = leptonica.pixGetDepth(picture) == 8;
    words = leptonica.pixGetData(picture).capacity((long) height * wordsPerRow).asBuffer();
  }

  /**
   * Decodes a picture.
   *
   * @param bytes a JPEG file, the picture's end at {@code layout.end()}
   * @param height rows that it will be resized to, as it is stored
   * @param width columns that it will be resized to, as it is stored
   * @return nothing where it is of a rare kind, too large, in any way damaged, or libjpeg-turbo is
   *     not to be had; ImageIO then has the word
   */
  static Optional<StoredPicture> open(byte[] bytes, JpegLayout layout, int height, int width) {
    JpegLayout.Frame frame = layout.frame();
    // Of what it finds damaged libjpeg prints a line, so what is cut does not get there.
    if (!frame.isPlain() || !layout.whole() || !Loaded.GOOD) {
      return Optional.empty();
    }
    int reduction = reduction(frame, height, width);
    if ((long) frame.height() * frame.width() > MOST_PIXELS * reduction * reduction) {
      return Optional.empty();
    }
    int[] warnings = new int[1];
    PIX picture = leptonica.pixReadMemJpeg(bytes, layout.end(), 0, reduction, warnings, 0);
    return picture == null || picture.isNull()
        ? Optional.empty()
        : Optional.of(new TurboJpeg(picture, frame, reduction));
  }

  /**
   * As much as leaves each side four times the target's: no value of a photo then differs by more
   * than 2 of 255 from that of no reduction, where three times left 5. Pillow's {@code
   * reducing_gap} has the same meaning.
   */
  private static int reduction(JpegLayout.Frame frame, int height, int width) {
    int reduction = 1;
    while (reduction < MOST_REDUCED
        && frame.height() >= 2L * reduction * MARGIN * height
        && frame.width() >= 2L * reduction * MARGIN * width) {
      reduction *= 2;
    }
    return reduction;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int wholeHeight() {
    return frame.height();
  }

  @Override
  public int wholeWidth() {
    return frame.width();
  }

  @Override
  public double filledHeight() {
    return frame.height() / reduction;
  }

  @Override
  public double filledWidth() {
    return frame.width() / reduction;
  }

  @Override
  public RgbRow band(int top, int rows) {
    int[] line = new int[wordsPerRow];
    return (y, row) -> {
      words.get((top + y) * wordsPerRow, line);
      int to = 0;
      for (int x = 0; x < width; x++) {
        // Four grey pixels a word, or one of red, green, blue and nothing; the highest byte first.
        int word = grey ? (line[x >> 2] >>> BYTE_OF_WORD[x & 3] & 0xff) * 0x01010100 : line[x];
        row[to] = (byte) (word >>> 24);
        row[to + 1] = (byte) (word >>> 16);
        row[to + 2] = (byte) (word >>> 8);
        to += ImageSize.CHANNELS;
      }
    };
  }

  @Override
  public void close() {
    leptonica.pixDestroy(picture);
  }

  /** Its initializer runs once, under the JVM's own lock. */
  private static final class Loaded {
    static final boolean GOOD = load();

    private static boolean load() {
      try {
        NativeFolder.choose();
        Loader.load(leptonica.class);
        leptonica.setMsgSeverity(SILENT);
        return true;
      } catch (LinkageError | RuntimeException e) {
        return false; // ImageIO decodes the same, but slowly
      }
    }
  }
}
