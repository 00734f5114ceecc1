import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Stores a PNG with at most 256 colours, chosen by median cut (Heckbert, 1982): {@code java
 * Palette.java IN OUT}.
 */
final class Palette {
  private static final int COLOURS = 256;

  private Palette() {}

  public static void main(String[] args) throws IOException {
    BufferedImage image = ImageIO.read(new File(args[0]));
    Map<Integer, Integer> counts = new HashMap<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        counts.merge(image.getRGB(x, y) & 0xffffff, 1, Integer::sum);
      }
    }
    List<List<Integer>> boxes = cut(counts);
    Map<Integer, Integer> places = new HashMap<>();
    int[] colours = new int[boxes.size()];
    for (int box = 0; box < colours.length; box++) {
      colours[box] = mean(boxes.get(box), counts);
      for (int colour : boxes.get(box)) {
        places.put(colour, box);
      }
    }
    IndexColorModel model =
        new IndexColorModel(8, colours.length, colours, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE);
    BufferedImage small =
        new BufferedImage(
            image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int place = places.get(image.getRGB(x, y) & 0xffffff);
        small.getRaster().setSample(x, y, 0, place);
      }
    }
    ImageIO.write(small, "png", new File(args[1]));
  }

  /** Halves the box with the widest channel, weighed by its pixels, until there are enough. */
  private static List<List<Integer>> cut(Map<Integer, Integer> counts) {
    List<List<Integer>> boxes = new ArrayList<>();
    boxes.add(new ArrayList<>(counts.keySet()));
    while (boxes.size() < COLOURS) {
      List<Integer> widest =
          boxes.stream()
              .max(Comparator.comparingDouble(box -> spread(box, shift(box)) * Math.sqrt(pixels(box, counts))))
              .orElseThrow();
      int shift = shift(widest);
      if (spread(widest, shift) == 0) {
        break;
      }
      widest.sort(Comparator.comparingInt(colour -> channel(colour, shift)));
      int middle = Math.max(1, Math.min(widest.size() - 1, half(widest, counts)));
      boxes.remove(widest);
      boxes.add(new ArrayList<>(widest.subList(0, middle)));
      boxes.add(new ArrayList<>(widest.subList(middle, widest.size())));
    }
    return boxes;
  }

  private static int half(List<Integer> box, Map<Integer, Integer> counts) {
    long before = 0;
    long all = pixels(box, counts);
    int place = 0;
    while (2 * before < all) {
      before += counts.get(box.get(place++));
    }
    return place;
  }

  private static long pixels(List<Integer> box, Map<Integer, Integer> counts) {
    return box.stream().mapToLong(counts::get).sum();
  }

  /** Of the channel that varies most. */
  private static int shift(List<Integer> box) {
    int best = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      best = spread(box, shift) > spread(box, best) ? shift : best;
    }
    return best;
  }

  private static int spread(List<Integer> box, int shift) {
    int low = 255;
    int high = 0;
    for (int colour : box) {
      low = Math.min(low, channel(colour, shift));
      high = Math.max(high, channel(colour, shift));
    }
    return high - low;
  }

  private static int mean(List<Integer> box, Map<Integer, Integer> counts) {
    int mean = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      long sum = 0;
      for (int colour : box) {
        sum += (long) channel(colour, shift) * counts.get(colour);
      }
      mean |= (int) Math.round((double) sum / pixels(box, counts)) << shift;
    }
    return mean;
  }

  private static int channel(int colour, int shift) {
    return colour >> shift & 0xff;
  }
}
