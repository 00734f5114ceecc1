package dev.signet.picture;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.EOFException;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;

/** A picture that one of ImageIO's readers decodes. */
public final class ImageIoPicture implements StoredPicture {
  /** What a JPEG's components are. Ink is Adobe's: 255 is none. */
  enum Channels {
    COLOURS,
    INK,
    YCC_INK
  }

  private static final Map<PictureFormat, ImageReaderSpi> PROVIDERS = providers();

  private final PictureFormat format;
  private final ImageReader reader;
  private final ImageInputStream stream;
  private final Channels channels;
  private final AtomicBoolean truncated = new AtomicBoolean();
  private final int height;
  private final int width;

  private ImageIoPicture(PictureFormat format, ImageReader reader, byte[] bytes, Channels channels)
      throws IOException {
    this.format = format;
    this.reader = reader;
    this.channels = channels;
    stream = new BytesInput(bytes);
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
    return open(format, bytes, Channels.COLOURS);
  }

  /** Reads the header. */
  static ImageIoPicture open(PictureFormat format, byte[] bytes, Channels channels)
      throws IOException {
    ImageReader reader = reader(format);
    try {
      return new ImageIoPicture(format, reader, bytes, channels);
    } catch (IOException | RuntimeException | Error e) {
      reader.dispose();
      throw e;
    }
  }

  /** Finds the readers, which takes a while, before the first picture asks for one. */
  static void prepare() {
    Objects.requireNonNull(PROVIDERS);
  }

  static ImageReader reader(PictureFormat format) throws IOException {
    ImageReaderSpi provider = PROVIDERS.get(format);
    if (provider == null) {
      throw new UnsupportedPicture("this Java has no reader for it");
    }
    return provider.createReaderInstance();
  }

  /** TwelveMonkeys' where there is one: Java's own readers are stricter and know fewer kinds. */
  private static Map<PictureFormat, ImageReaderSpi> providers() {
    ImageIO.scanForPlugins();
    Map<PictureFormat, ImageReaderSpi> found = new EnumMap<>(PictureFormat.class);
    IIORegistry.getDefaultInstance()
        .getServiceProviders(ImageReaderSpi.class, true)
        .forEachRemaining(
            provider -> {
              for (PictureFormat format : PictureFormat.values()) {
                if (List.of(provider.getFormatNames()).contains(format.imageIoName())) {
                  found.merge(format, provider, ImageIoPicture::better);
                }
              }
            });
    return found;
  }

  private static ImageReaderSpi better(ImageReaderSpi one, ImageReaderSpi other) {
    return other.getClass().getName().startsWith("com.twelvemonkeys.") ? other : one;
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
    if (channels != Channels.COLOURS) {
      result = InkRows.of(reader.readRaster(0, param), channels == Channels.YCC_INK);
    } else {
      if (format == PictureFormat.TIFF) {
        keepMultiplied(param);
      }
      BufferedImage image = reader.read(0, param);
      requireWholeNumbers(image.getRaster());
      result = RgbPixels.rows(image, format == PictureFormat.BMP); // which has no such palettes
    }
    if (truncated.get()) {
      throw new EOFException();
    }
    return result;
  }

  /** Of colours multiplied by their alpha the reader's usual kind of picture does not tell. */
  private void keepMultiplied(ImageReadParam param) throws IOException {
    ImageTypeSpecifier raw = reader.getRawImageType(0);
    if (raw != null && raw.getColorModel().isAlphaPremultiplied()) {
      param.setDestinationType(raw);
    }
  }

  private static void requireWholeNumbers(Raster raster) throws UnsupportedPicture {
    int type = raster.getTransferType();
    int bits = raster.getSampleModel().getSampleSize(0);
    if (type == DataBuffer.TYPE_SHORT
        || type == DataBuffer.TYPE_FLOAT
        || type == DataBuffer.TYPE_DOUBLE
        || bits > 16) {
      throw new UnsupportedPicture(
          String.format(
              Locale.ROOT,
              "%d bits a channel%s",
              bits,
              type == DataBuffer.TYPE_SHORT ? ", signed" : ""));
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
