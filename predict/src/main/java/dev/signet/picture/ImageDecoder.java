package dev.signet.picture;

import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import dev.signet.files.Reason;
import dev.signet.picture.ImageIoPicture.Channels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Turns a picture file into RGB bytes of one size, {@code [height, width, 3]}.
 *
 * <p>JPEG (also CMYK and YCCK), PNG, BMP, GIF and WebP (their first frames on their canvas) and
 * TIFF (its first page), told by content and not by name. A photo is turned upright by its EXIF
 * orientation. Transparent pixels lie on white. Numbers are taken as stored, whatever colour
 * profile comes with them, as Pillow does.
 *
 * <p>The picture is squeezed to the size asked for, as torchvision's {@code Resize((h, w))} does,
 * cropped or padded, as its {@link Framing} says, with the very filter (antialiased bilinear) and
 * arithmetic of Pillow. That happens row by row, and large pictures are decoded in bands, so that
 * memory does not grow with them. A JPEG of eight times the size that it is scaled to or more is
 * decoded in half, a quarter or an eighth of its size, so that four times that size is left to the
 * filter.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class ImageDecoder {
  /**
   * Pictures of more pixels are refused before they are decoded, unless told otherwise: 200
   * million.
   */
  public static final long DEFAULT_PIXELS = 200_000_000;

  /** The most that can be allowed. */
  public static final long MOST_PIXELS = ImageSize.MOST_STORED;

  /** The most rows or columns. JPEG can have half as many. */
  private static final int MOST_ROWS = 1 << 17;

  /** Files of more bytes than this are refused before they are read: 256 MiB. */
  public static final long MAX_BYTES = 256L << 20;

  /** Pixels that are decoded at one time; a picture of more is decoded in bands. */
  private static final int BAND = 1 << 25;

  /** Adobe's number for it. */
  private static final int YCCK = 2;

  private final Framing framing;
  private final long mostPixels;
  private final int bandPixels;

  /** A decoder that squeezes every picture to {@code size}. */
  public ImageDecoder(ImageSize size) {
    this(Framing.squeezed(size));
  }

  /** A decoder that brings every picture to size in this way. */
  public ImageDecoder(Framing framing) {
    this(framing, DEFAULT_PIXELS, BAND);
  }

  /** Begins to load what reads pictures, on another thread: for whoever will decode one soon. */
  public static void prepare() {
    // Not one of a pool: ImageIO looks for readers as the caller's class loader sees them.
    Thread thread = new Thread(ImageIoPicture::prepare, "signet-picture-readers");
    thread.setDaemon(true);
    thread.start();
  }

  private ImageDecoder(Framing framing, long mostPixels, int bandPixels) {
    this.framing = framing;
    this.mostPixels = mostPixels;
    this.bandPixels = bandPixels;
  }

  /**
   * The same, but for pictures of fewer or more pixels.
   *
   * @param pixels height times width that a picture may have, 1 to {@link #MOST_PIXELS}
   */
  public ImageDecoder withMostPixels(long pixels) {
    if (pixels < 1 || pixels > MOST_PIXELS) {
      throw new InvalidValueException(
          String.format(
              Locale.ROOT,
              "pixels of a picture (--max-pixels) must be between 1 and %d but were %d",
              MOST_PIXELS,
              pixels));
    }
    return new ImageDecoder(framing, pixels, bandPixels);
  }

  /** Height times width that a picture may have. */
  public long mostPixels() {
    return mostPixels;
  }

  /** The same, but with bands of about {@code pixels}. */
  ImageDecoder withBandsOf(int pixels) {
    return new ImageDecoder(framing, mostPixels, pixels);
  }

  /** The same, but pictures are brought to size in another way. */
  public ImageDecoder framedBy(Framing other) {
    return new ImageDecoder(other, mostPixels, bandPixels);
  }

  /** How pictures are brought to size. */
  public Framing framing() {
    return framing;
  }

  /** The size of every picture that comes out. */
  public ImageSize size() {
    return framing.stored();
  }

  /**
   * Reads and decodes a file: unsigned bytes, {@code [height, width, 3]}.
   *
   * @throws SignetException if the file cannot be read, is no picture, is damaged or too large
   */
  public byte[] decode(Path file) {
    return decode(file.toString(), bytesOf(file));
  }

  /**
   * The bytes of a picture file, as they are to be decoded.
   *
   * @throws SignetException if the file cannot be read or has more than {@link #MAX_BYTES}
   */
  public static byte[] bytesOf(Path file) {
    ReadableFile.require(file);
    String name = ShownName.of(file.toString());
    try {
      long bytes = Files.size(file);
      if (bytes > MAX_BYTES) {
        throw new SignetException(
            String.format(
                Locale.ROOT,
                "%s has %,d bytes; a picture file of at most %,d is expected",
                name,
                bytes,
                MAX_BYTES));
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new SignetException(
          "%s cannot be read: %s; check the disk".formatted(name, Reason.of(e)), e);
    }
  }

  /**
   * Decodes the bytes of a picture file: unsigned bytes, {@code [height, width, 3]}.
   *
   * @param name what the picture is called in messages
   * @throws SignetException if it is no picture, is damaged or too large
   */
  public byte[] decode(String name, byte[] bytes) {
    String shown = ShownName.of(name);
    PictureFormat format = PictureFormat.of(bytes).orElseThrow(() -> noPicture(shown, bytes));
    int orientation = Orientation.of(format, bytes);
    try (StoredPicture picture = open(shown, format, bytes, orientation)) {
      requireSensibleSize(shown, picture.height(), picture.width());
      byte[] pixels = resized(picture, orientation);
      if (!PictureEnd.isPresent(format, bytes)) {
        throw PictureProblem.damaged(shown, format, "it ends too early", null);
      }
      return pixels;
    } catch (SignetException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw PictureProblem.of(shown, format, e);
    } catch (OutOfMemoryError | StackOverflowError e) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s needs more memory to be decoded than Java has (%d MB); give it more (SIGNET_JAVA_OPTS=-Xmx4g), shrink the picture or replace it",
              shown,
              Runtime.getRuntime().maxMemory() >> 20),
          e);
    }
  }

  /**
   * The pixels of a picture that was decoded already: unsigned bytes, {@code [height, width, 3]}.
   */
  public byte[] decode(BufferedImage image) {
    ImageSize stored = new ImageSize(image.getHeight(), image.getWidth());
    return Resize.toFrame(RgbPixels.of(image), stored, framing);
  }

  private static SignetException noPicture(String name, byte[] bytes) {
    String expected = "JPEG, PNG, BMP, GIF, WebP or TIFF is expected";
    return new SignetException(
        bytes.length == 0
            ? "%s is an empty file; %s".formatted(name, expected)
            : ForeignFormat.of(bytes)
                .map(foreign -> "%s is %s".formatted(name, foreign.sentence()))
                .orElse("%s is not a picture that can be read; %s".formatted(name, expected)));
  }

  private StoredPicture open(String name, PictureFormat format, byte[] bytes, int orientation)
      throws IOException {
    return switch (format) {
      case JPEG -> openJpeg(name, bytes, orientation);
      case GIF -> GifPicture.open(bytes);
      case BMP -> ImageIoPicture.open(format, PlainBmp.of(bytes));
      case WEBP -> WebpPicture.open(bytes);
      case PNG, TIFF -> ImageIoPicture.open(format, bytes);
    };
  }

  private StoredPicture openJpeg(String name, byte[] bytes, int orientation) throws IOException {
    JpegLayout layout = JpegLayout.of(bytes);
    if (layout.scans() > JpegLayout.MOST_SCANS) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s has more than %d scans, which no camera makes; save it again",
              name,
              JpegLayout.MOST_SCANS));
    }
    JpegLayout.Frame frame = layout.frame();
    if (frame.isPlain()) {
      requireSensibleSize(name, frame.height(), frame.width());
      Optional<StoredPicture> decoded =
          Leptonica.IS_THERE ? openTurbo(bytes, layout, orientation) : Optional.empty();
      if (decoded.isPresent()) {
        return decoded.get();
      }
    }
    Channels channels =
        frame.components() != 4
            ? Channels.COLOURS
            : layout.transform() == YCCK ? Channels.YCC_INK : Channels.INK;
    byte[] picture = JpegProfile.without(bytes, layout.end());
    return ImageIoPicture.open(PictureFormat.JPEG, picture, channels);
  }

  private Optional<StoredPicture> openTurbo(byte[] bytes, JpegLayout layout, int orientation) {
    JpegLayout.Frame frame = layout.frame();
    Placement placement = framing.placement(frame.height(), frame.width(), orientation);
    int rows = placement.rows().scaled();
    int columns = placement.columns().scaled();
    return Orientation.isSideways(orientation)
        ? TurboJpeg.open(bytes, layout, columns, rows)
        : TurboJpeg.open(bytes, layout, rows, columns);
  }

  private byte[] resized(StoredPicture picture, int orientation) throws IOException {
    RowResize resize =
        new RowResize(
            picture.height(),
            picture.width(),
            picture.filledHeight(),
            picture.filledWidth(),
            orientation,
            framing.placement(picture.wholeHeight(), picture.wholeWidth(), orientation));
    byte[] row = new byte[picture.width() * ImageSize.CHANNELS];
    int step = Math.max(1, bandPixels / picture.width());
    for (int top = 0; top < picture.height(); top += step) {
      int rows = Math.min(step, picture.height() - top);
      RgbRow band = picture.band(top, rows);
      for (int y = 0; y < rows; y++) {
        band.read(y, row);
        resize.accept(row);
      }
    }
    return resize.result();
  }

  private void requireSensibleSize(String name, int height, int width) throws IOException {
    if (height < 1 || width < 1) {
      throw new IOException(
          String.format(Locale.ROOT, "it has %d x %d pixels (height x width)", height, width));
    }
    if (Math.max(height, width) > MOST_ROWS) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s has %d x %d pixels (height x width); at most %d rows and columns are decoded, shrink it",
              name,
              height,
              width,
              MOST_ROWS));
    }
    if ((long) height * width > mostPixels) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s has %d x %d pixels (height x width); at most %s megapixels are decoded, shrink it or allow more (--max-pixels)",
              name,
              height,
              width,
              BigDecimal.valueOf(mostPixels, 6).stripTrailingZeros().toPlainString()));
    }
  }
}
