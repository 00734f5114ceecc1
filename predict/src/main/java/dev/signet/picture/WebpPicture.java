package dev.signet.picture;

import java.io.IOException;
import java.util.Arrays;

/** A WebP picture, decoded by libwebp. What its first frame leaves free is transparent. */
final class WebpPicture implements StoredPicture {
  private static final int MARGIN = 2;

  private final WebpFrame frame;
  private final int frameHeight;
  private final int frameWidth;

  private WebpPicture(WebpFrame frame, int[] size) {
    this.frame = frame;
    frameHeight = size[0];
    frameWidth = size[1];
  }

  static StoredPicture open(byte[] bytes) throws IOException {
    WebpFrame frame = WebpFrame.of(bytes);
    return new WebpPicture(frame, LibWebp.size(frame.file()));
  }

  @Override
  public int height() {
    return frame.canvasHeight();
  }

  @Override
  public int width() {
    return frame.canvasWidth();
  }

  @Override
  public RgbRow band(int top, int rows) throws IOException {
    int first = Math.max(0, top - frame.top());
    int end = Math.min(frameHeight, top + rows - frame.top());
    // libwebp cuts at even rows, and colours of the outermost ones lack their neighbours.
    int begin = Math.max(0, (first & ~1) - MARGIN);
    int count = Math.min(frameHeight, end + MARGIN) - begin;
    int[] argb = end > first ? LibWebp.decode(frame.file(), begin, count, frameWidth) : new int[0];
    int[] canvasRow = new int[frame.canvasWidth()];
    return (y, row) -> {
      int inFrame = top + y - frame.top();
      Arrays.fill(canvasRow, 0);
      if (inFrame >= first && inFrame < end) {
        System.arraycopy(argb, (inFrame - begin) * frameWidth, canvasRow, frame.left(), frameWidth);
      }
      RgbPixels.onWhite(canvasRow, 0, canvasRow.length, row);
    };
  }
}
