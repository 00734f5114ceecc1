package example;

import dev.signet.data.ImageSource;
import dev.signet.picture.ImageSize;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;

/**
 * Discs and squares, drawn when they are asked for. Yours may come out of a database, an archive or
 * a camera: a source says how many pictures there are, what each shows, and puts its bytes into a
 * buffer. Loader threads call {@code read}, so it must be safe for use by many.
 */
record Shapes(int size, long seed) implements ImageSource {
  @Override
  public String name() {
    return "shapes";
  }

  @Override
  public ImageSize pictureSize() {
    return new ImageSize(32, 32);
  }

  @Override
  public List<String> classes() {
    return List.of("disc", "square");
  }

  @Override
  public int label(int index) {
    return index % 2;
  }

  @Override
  public String id(int index) {
    return "shapes[" + index + "]";
  }

  @Override
  public void read(int index, ByteBuffer into) {
    BufferedImage image = draw(index);
    for (int pixel : image.getRGB(0, 0, 32, 32, null, 0, 32)) {
      into.put((byte) (pixel >> 16)).put((byte) (pixel >> 8)).put((byte) pixel);
    }
  }

  BufferedImage draw(int index) {
    Random random = new Random(seed * 1_000_003 + index);
    BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(Color.getHSBColor(random.nextFloat(), 0.5f, 1));
    int side = 12 + random.nextInt(10);
    int x = random.nextInt(32 - side);
    int y = random.nextInt(32 - side);
    if (label(index) == 0) {
      graphics.fillOval(x, y, side, side);
    } else {
      graphics.fillRect(x, y, side, side);
    }
    graphics.dispose();
    return image;
  }
}
