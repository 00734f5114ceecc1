package dev.signet.audit;

import dev.signet.data.DataParts;
import dev.signet.data.ImageSource;
import dev.signet.data.InMemorySource;
import dev.signet.data.LabelledImage;
import dev.signet.data.synthetic.SyntheticSigns;
import dev.signet.picture.ImageSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Data sets with faults that are known. */
final class Album {
  private Album() {}

  /** Built-in pictures of 32 x 32, from one stream, so that no picture is in both parts. */
  static DataParts clean(int train, int test, long seed) {
    ImageSource all = SyntheticSigns.generate(train + test, 32, seed);
    return parts(images(all).subList(0, train), images(all).subList(train, train + test));
  }

  static List<LabelledImage> images(ImageSource dataset) {
    List<LabelledImage> images = new ArrayList<>();
    for (int i = 0; i < dataset.size(); i++) {
      images.add(LabelledImage.of(dataset, i));
    }
    return images;
  }

  static DataParts parts(List<LabelledImage> train, List<LabelledImage> test) {
    return new DataParts(dataset(train), Optional.empty(), Optional.of(dataset(test)));
  }

  static DataParts alone(List<LabelledImage> train) {
    return new DataParts(dataset(train), Optional.empty(), Optional.empty());
  }

  /** Pictures that are each of a class of its own. */
  static DataParts ofOneEach(int classes) {
    List<LabelledImage> images = images(SyntheticSigns.generate(classes, 32, 13));
    images.replaceAll(image -> relabelled(image, images.indexOf(image)));
    List<String> names = IntStream.range(0, classes).mapToObj(i -> "class " + i).toList();
    return new DataParts(dataset(images, names), Optional.empty(), Optional.empty());
  }

  private static ImageSource dataset(List<LabelledImage> images) {
    return dataset(images, List.of("0", "1", "2", "3", "4", "5"));
  }

  private static ImageSource dataset(List<LabelledImage> images, List<String> classes) {
    int side = (int) Math.sqrt(images.get(0).pixels().length / 3.0);
    return new InMemorySource("album", new ImageSize(side, side), classes, images);
  }

  /** A copy as a lossy format leaves it: noise of a few grey levels. */
  static LabelledImage lossy(LabelledImage image, long seed) {
    Random random = new Random(seed);
    byte[] pixels = image.pixels().clone();
    for (int i = 0; i < pixels.length; i++) {
      int value = (pixels[i] & 255) + (int) Math.round(random.nextGaussian() * 4);
      pixels[i] = (byte) Math.max(0, Math.min(255, value));
    }
    return new LabelledImage(image.id() + " again", image.label(), pixels);
  }

  static LabelledImage relabelled(LabelledImage image, int label) {
    return new LabelledImage(image.id(), label, image.pixels());
  }
}
