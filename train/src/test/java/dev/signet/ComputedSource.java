package dev.signet;

import dev.signet.data.ImageSource;
import dev.signet.picture.ImageSize;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;

/**
 * A source as a program may hand in its own: nothing is kept, every picture is computed when it is
 * read. A colour a class, and noise.
 *
 * @param size how many
 * @param side rows and columns of a picture
 * @param seed of the noise
 */
public record ComputedSource(int size, int side, List<String> classes, long seed)
    implements ImageSource {
  @Override
  public String name() {
    return "computed";
  }

  @Override
  public ImageSize pictureSize() {
    return new ImageSize(side, side);
  }

  @Override
  public int label(int index) {
    return index % classes.size();
  }

  @Override
  public String id(int index) {
    return "computed[" + index + "]";
  }

  @Override
  public void read(int index, ByteBuffer into) {
    Random random = new Random(seed * size + index);
    for (int at = 0; at < pictureSize().rgbBytes(); at++) {
      int colour = 40 + 150 * ((label(index) >> (at % 3)) & 1);
      into.put((byte) (colour + random.nextInt(40)));
    }
  }
}
