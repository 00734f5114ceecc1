package dev.signet.audit;

import dev.signet.data.ImageSource;
import dev.signet.picture.ImageSize;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * What is looked at of a picture.
 *
 * @param places of its bytes
 * @param coarseBlocks the large block of each place, from 0
 * @param fineBlocks the small block of each place, from 0
 */
record View(int[] places, int[] coarseBlocks, int[] fineBlocks) {
  private static final int CHANNELS = 3;

  /** The whole picture: 8 x 8 and 16 x 16 blocks a channel. */
  static View whole(ImageSize size) {
    int height = size.height();
    int width = size.width();
    int[] all = IntStream.range(0, height * width * CHANNELS).toArray();
    return new View(all, grid(all, height, width, 8), grid(all, height, width, 16));
  }

  /** The four corners, each an eighth of the side, where a well-framed subject is not. */
  static View corners(ImageSize size) {
    int height = size.height();
    int width = size.width();
    int tall = Math.max(1, height / 8);
    int wide = Math.max(1, width / 8);
    int[] places =
        IntStream.range(0, height * width * CHANNELS)
            .filter(
                i -> {
                  int y = i / CHANNELS / width;
                  int x = i / CHANNELS % width;
                  return (y < tall || y >= height - tall) && (x < wide || x >= width - wide);
                })
            .toArray();
    return new View(places, grid(places, height, width, 2), grid(places, height, width, 8));
  }

  /** What is seen of each picture: of a few bytes all are kept, whole pictures are read anew. */
  IntFunction<byte[]> of(ImageSource pictures) {
    if (places.length == pictures.pictureSize().rgbBytes()) {
      return pictures::pixels;
    }
    byte[][] seen =
        IntStream.range(0, pictures.size())
            .parallel()
            .mapToObj(i -> of(pictures.pixels(i)))
            .toArray(byte[][]::new);
    return i -> seen[i];
  }

  /** What is seen of a picture. */
  byte[] of(byte[] pixels) {
    if (places.length == pixels.length) {
      return pixels;
    }
    byte[] seen = new byte[places.length];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = pixels[places[i]];
    }
    return seen;
  }

  /** The cell of a grid over the picture, by channel, numbered without gaps. */
  private static int[] grid(int[] places, int height, int width, int side) {
    int[] cells =
        IntStream.of(places)
            .map(
                i -> {
                  int row = i / CHANNELS / width * side / height;
                  int column = i / CHANNELS % width * side / width;
                  return (row * side + column) * CHANNELS + i % CHANNELS;
                })
            .toArray();
    int[] distinct = IntStream.of(cells).distinct().sorted().toArray();
    return IntStream.of(cells).map(cell -> Arrays.binarySearch(distinct, cell)).toArray();
  }
}
