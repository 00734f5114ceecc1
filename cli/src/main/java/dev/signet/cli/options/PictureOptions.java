package dev.signet.cli.options;

import dev.signet.config.DataConfig;
import dev.signet.picture.ImageDecoder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which picture files are decoded. */
public final class PictureOptions {
  @Option(
      names = "--max-pixels",
      paramLabel = "N",
      description = {
        "Of a picture file, height times width; more are refused before they are decoded",
        "(default: 200000000)."
      })
  @Nullable Long maxPixels;

  /** The limit that was asked for, else the usual one. */
  public long limit() {
    return maxPixels == null ? ImageDecoder.DEFAULT_PIXELS : maxPixels;
  }

  /** Pictures on disk, within the limit that was asked for. */
  public DataConfig.Files files(String data) {
    return new DataConfig.Files(data, Optional.empty(), Optional.ofNullable(maxPixels));
  }

  /** The same decoder with the limit that was asked for. */
  public ImageDecoder apply(ImageDecoder decoder) {
    return decoder.withMostPixels(limit());
  }
}
