package dev.signet.picture;

import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Turns a picture file into RGB bytes of one size, {@code [height, width, 3]}.
 *
 * <p>JPEG (also CMYK and YCCK), PNG, BMP, GIF (its first frame) and WebP, told by content and not
 * by name. A photo is turned upright by its EXIF orientation. Transparent pixels lie on white.
 * Numbers are taken as stored, whatever colour profile comes with them, as Pillow does; only CMYK
 * is converted.
 *
 * <p>The picture is squashed to the size asked for, whatever its aspect, as torchvision's {@code
 * Resize((h, w))} does, with the very filter (antialiased bilinear) and arithmetic of Pillow.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class ImageDecoder {
  /** Pictures of more pixels than this are refused before they are decoded: 50 megapixels. */
  public static final long MAX_PIXELS = ImageSize.MAX_PIXELS;

  /** Files of more bytes than this are refused before they are read: 256 MiB. */
  public static final long MAX_BYTES = 256L << 20;

  static {
    ImageIO.scanForPlugins();
  }

  private final ImageSize size;
  private final long mostPixels;

  /** A decoder that resizes every picture to {@code size}. */
  public ImageDecoder(ImageSize size) {
    this(size, MAX_PIXELS);
  }

  private ImageDecoder(ImageSize size, long mostPixels) {
    this.size = size;
    this.mostPixels = mostPixels;
  }

  /**
   * The same, but for pictures of fewer pixels.
   *
   * @param pixels height times width that a picture may have, 1 to {@link #MAX_PIXELS}
   */
  public ImageDecoder withMostPixels(long pixels) {
    if (pixels < 1 || pixels > MAX_PIXELS) {
      throw new InvalidValueException(
          String.format(
              Locale.ROOT,
              "pixels of a picture must be between 1 and %d but were %d",
              MAX_PIXELS,
              pixels));
    }
    return new ImageDecoder(size, pixels);
  }

  /** The size of every picture that comes out. */
  public ImageSize size() {
    return size;
  }

  /**
   * Reads and decodes a file: unsigned bytes, {@code [height, width, 3]}.
   *
   * @throws SignetException if the file cannot be read, is no picture, is damaged or too large
   */
  public byte[] decode(Path file) {
    ReadableFile.require(file);
    try {
      long bytes = Files.size(file);
      if (bytes > MAX_BYTES) {
        throw new SignetException(
            String.format(
                Locale.ROOT,
                "%s has %,d bytes; a picture file of at most %,d is expected",
                file,
                bytes,
                MAX_BYTES));
      }
      return decode(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new SignetException(
          "%s cannot be read: %s; check the disk".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * Decodes the bytes of a picture file: unsigned bytes, {@code [height, width, 3]}.
   *
   * @param name what the picture is called in messages
   * @throws SignetException if it is no picture, is damaged or too large
   */
  public byte[] decode(String name, byte[] bytes) {
    PictureFormat format =
        PictureFormat.of(bytes)
            .orElseThrow(
                () ->
                    new SignetException(
                        (bytes.length == 0
                                    ? "%s is an empty file"
                                    : "%s is not a picture that can be read")
                                .formatted(name)
                            + "; JPEG, PNG, BMP, GIF or WebP is expected"));
    if (format == PictureFormat.JPEG && JpegScans.count(bytes) > JpegScans.MOST) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s has more than %d scans, which no camera makes; save it again",
              name,
              JpegScans.MOST));
    }
    BufferedImage image =
        read(name, format, format == PictureFormat.JPEG ? JpegProfile.without(bytes) : bytes);
    return resized(image, Orientation.of(format, bytes));
  }

  /**
   * The pixels of a picture that was decoded already: unsigned bytes, {@code [height, width, 3]}.
   */
  public byte[] decode(BufferedImage image) {
    return resized(image, Orientation.UPRIGHT);
  }

  private byte[] resized(BufferedImage image, int orientation) {
    ImageSize stored = new ImageSize(image.getHeight(), image.getWidth());
    byte[] pixels = Orientation.upright(RgbPixels.of(image), stored, orientation);
    ImageSize upright = Orientation.isSideways(orientation) ? stored.transposed() : stored;
    return Resize.toSize(pixels, upright, size);
  }

  private BufferedImage read(String name, PictureFormat format, byte[] bytes) {
    ImageReader reader = reader(name, format);
    try (ImageInputStream stream =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(stream, true, true);
      requireSensibleSize(name, reader.getHeight(0), reader.getWidth(0));
      AtomicBoolean truncated = new AtomicBoolean();
      reader.addIIOReadWarningListener(
          (source, warning) -> {
            String lower = warning.toLowerCase(Locale.ROOT);
            if (lower.contains("premature") || lower.contains("truncated")) {
              truncated.set(true);
            }
          });
      BufferedImage image = reader.read(0);
      if (truncated.get() || !PictureEnd.isPresent(format, bytes)) {
        throw damaged(name, format, "it ends too early", null);
      }
      return image;
    } catch (SignetException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Readers meet damaged bytes with whatever their arithmetic throws.
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw damaged(name, format, reason.lines().findFirst().orElse(reason), e);
    } finally {
      reader.dispose();
    }
  }

  private static ImageReader reader(String name, PictureFormat format) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.imageIoName());
    if (!readers.hasNext()) {
      throw new SignetException(
          "%s is a %s picture, but this Java has no reader for it; convert it to PNG"
              .formatted(name, format));
    }
    return readers.next();
  }

  private void requireSensibleSize(String name, int height, int width) {
    if ((long) height * width > mostPixels) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s has %d x %d pixels (height x width); at most %s megapixels are decoded, shrink it",
              name,
              height,
              width,
              BigDecimal.valueOf(mostPixels, 6).stripTrailingZeros().toPlainString()));
    }
  }

  private static SignetException damaged(
      String name, PictureFormat format, String reason, @Nullable Exception cause) {
    return new SignetException(
        "%s is a damaged %s picture: %s; replace or remove it".formatted(name, format, reason),
        cause);
  }
}
