package dev.signet.picture;

import java.io.IOException;
import java.util.Arrays;

/** The first frame of a GIF on its canvas. */
final class GifPicture implements StoredPicture {
  private final GifFrame frame;
  private final ImageIoPicture picture;
  private final byte[] bytes;

  private GifPicture(GifFrame frame, ImageIoPicture picture, byte[] bytes) {
    this.bytes = bytes;
    this.frame = frame;
    this.picture = picture;
  }

  static StoredPicture open(byte[] bytes) throws IOException {
    GifFrame frame = GifFrame.of(bytes);
    ImageIoPicture picture = ImageIoPicture.open(PictureFormat.GIF, bytes);
    if (picture.height() != frame.height() || picture.width() != frame.width()) {
      picture.close();
      throw new IOException("its first frame has two sizes");
    }
    return new GifPicture(frame, picture, bytes);
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
    if (top == 0) {
      frame.requireAllPixels(bytes);
    }
    int first = Math.max(0, top - frame.top());
    int end = Math.min(frame.height(), top + rows - frame.top());
    int count = Math.max(0, end - first);
    byte[] inside = new byte[frame.width() * ImageSize.CHANNELS];
    RgbRow decoded = count == 0 ? (y, row) -> {} : picture.band(first, count);
    return (y, row) -> {
      int inFrame = top + y - frame.top();
      if (frame.isWhole()) {
        decoded.read(inFrame - first, row);
        return;
      }
      fill(row);
      if (inFrame >= first && inFrame < first + count) {
        decoded.read(inFrame - first, inside);
        System.arraycopy(inside, 0, row, frame.left() * ImageSize.CHANNELS, inside.length);
      }
    };
  }

  private void fill(byte[] row) {
    byte red = (byte) (frame.background() >> 16);
    byte green = (byte) (frame.background() >> 8);
    byte blue = (byte) frame.background();
    if (red == green && green == blue) {
      Arrays.fill(row, red);
      return;
    }
    for (int i = 0; i < row.length; i += ImageSize.CHANNELS) {
      row[i] = red;
      row[i + 1] = green;
      row[i + 2] = blue;
    }
  }

  @Override
  public void close() {
    picture.close();
  }
}
