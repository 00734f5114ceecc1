package dev.signet.data;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;
import java.util.Spliterators;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** A picture that one of ImageIO's readers decodes. */
final class ImageIoPicture implements StoredPicture {
  static {
    ImageIO.scanForPlugins();
  }

  private final PictureFormat format;
  private final ImageReader reader;
  private final ImageInputStream stream;
  private final boolean ink;
  private final boolean yccInk;
  private final AtomicBoolean truncated = new AtomicBoolean();
  private final int height;
  private final int width;

  private ImageIoPicture(
      PictureFormat format, ImageReader reader, byte[] bytes, boolean ink, boolean yccInk)
      throws IOException {
    this.format = format;
    this.reader = reader;
    this.ink = ink;
    this.yccInk = yccInk;
    stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes));
    reader.setInput(stream, false, true);
    reader.addIIOReadWarningListener(
        (source, warning) -> {
          String lower = warning.toLowerCase(Locale.ROOT);
          if (lower.contains("premature") || lower.contains("truncated")) {
            truncated.set(true);
          }
        });
    height = reader.getHeight(0);
    width = reader.getWidth(0);
  }

  /** Reads the header. */
  static ImageIoPicture open(PictureFormat format, byte[] bytes) throws IOException {
    return open(format, bytes, false, false);
  }

  /** A JPEG of four components, ink in Adobe's sense: 255 is none. */
  static ImageIoPicture ofInk(byte[] bytes, boolean ycc) throws IOException {
    return open(PictureFormat.JPEG, bytes, true, ycc);
  }

  private static ImageIoPicture open(
      PictureFormat format, byte[] bytes, boolean ink, boolean yccInk) throws IOException {
    ImageReader reader = reader(format);
    try {
      return new ImageIoPicture(format, reader, bytes, ink, yccInk);
    } catch (IOException | RuntimeException | Error e) {
      reader.dispose();
      throw e;
    }
  }

  /** TwelveMonkeys' reader where there is one: Java's own is stricter and knows fewer kinds. */
  static ImageReader reader(PictureFormat format) throws IOException {
    Stream<ImageReader> readers =
        StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(
                ImageIO.getImageReadersByFormatName(format.imageIoName()), 0),
            false);
    return readers
        .min((one, other) -> Boolean.compare(isOfTwelveMonkeys(other), isOfTwelveMonkeys(one)))
        .orElseThrow(() -> new UnsupportedPicture("this Java has no reader for it"));
  }

  private static boolean isOfTwelveMonkeys(ImageReader reader) {
    return reader.getClass().getName().startsWith("com.twelvemonkeys.");
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
  public RgbRow band(int top, int rows) throws IOException {
    ImageReadParam param = reader.getDefaultReadParam();
    if (rows < height) {
      param.setSourceRegion(new Rectangle(0, top, width, rows));
    }
    RgbRow result;
    if (ink) {
      result = InkRows.of(reader.readRaster(0, param), yccInk);
    } else {
      BufferedImage image = reader.read(0, param);
      requireWholeNumbers(image.getRaster());
      result = RgbPixels.rows(image, format == PictureFormat.BMP); // which has no such palettes
    }
    if (truncated.get()) {
      throw new EOFException();
    }
    return result;
  }

  private void requireWholeNumbers(Raster raster) throws UnsupportedPicture {
    int type = raster.getTransferType();
    int bits = raster.getSampleModel().getSampleSize(0);
    if (type == DataBuffer.TYPE_SHORT
        || type == DataBuffer.TYPE_FLOAT
        || type == DataBuffer.TYPE_DOUBLE
        || bits > 16) {
      throw new UnsupportedPicture("%s of %d bits a channel".formatted(format, bits));
    }
  }

  @Override
  public void close() {
    reader.dispose();
    try {
      stream.close();
    } catch (IOException e) {
      return; // it lies in memory
    }
  }
}
