package dev.signet.explain;

import dev.signet.InvalidValueException;
import dev.signet.Text;
import dev.signet.config.InputSize;
import dev.signet.inference.Classifier;
import dev.signet.inference.Prediction;
import dev.signet.inference.Prediction.ClassProbability;
import dev.signet.picture.ImageSize;
import java.util.ArrayList;
import java.util.List;

/**
 * Occlusion (Zeiler and Fergus, "Visualizing and Understanding Convolutional Networks", 2014): a
 * patch is laid over one place after the other, and a place counts as much as the class's
 * probability falls. It asks the network itself and knows nothing of its insides; in return it
 * takes as many answers as there are places.
 *
 * <p>The patch has the mean colour of the pixels that stay visible, so that nothing of what it
 * hides is told by its colour. Not safe for use by several threads.
 */
public final class Occlusion implements Explainer {
  private static final int BATCH = 64;

  private final Classifier classifier;
  private final ImageSize size;
  private final int patch;
  private final int stride;

  /**
   * Occlusion with a classifier of the caller's; one in fp32 shows smaller differences.
   *
   * @param patch side of the patch in pixels, 1 to the shorter side of a picture
   * @param stride pixels from one place to the next, 1 to {@code patch}, so that none is left out
   */
  public Occlusion(Classifier classifier, int patch, int stride) {
    InputSize input = classifier.manifest().model().input();
    this.classifier = classifier;
    this.size = new ImageSize(input.height(), input.width());
    this.patch = patch;
    this.stride = stride;
    int shorter = Math.min(input.height(), input.width());
    if (patch < 1 || patch > shorter) {
      throw new InvalidValueException(
          Text.of(
              "patch (--patch) must be 1 to %d pixels for pictures of %s but was %d",
              shorter, size, patch));
    }
    if (stride < 1 || stride > patch) {
      throw new InvalidValueException(
          Text.of(
              "stride (--stride) must be 1 to %d pixels, the patch's side, but was %d",
              patch, stride));
    }
  }

  @Override
  public List<Heatmap> heatmaps(List<byte[]> pictures, int[] classes) {
    List<Heatmap> heatmaps = new ArrayList<>();
    for (int i = 0; i < pictures.size(); i++) {
      heatmaps.add(map(pictures.get(i), classes[i]));
    }
    return heatmaps;
  }

  private Heatmap map(byte[] picture, int classIndex) {
    double whole = probability(classifier.predictPixels(List.of(picture)).get(0), classIndex);
    List<Region> places = places();
    float[] falls = new float[places.size()];
    for (int from = 0; from < falls.length; from += BATCH) {
      List<byte[]> occluded =
          places.subList(from, Math.min(falls.length, from + BATCH)).stream()
              .map(place -> place.filledIn(picture))
              .toList();
      List<Prediction> answers = classifier.predictPixels(occluded);
      for (int i = 0; i < answers.size(); i++) {
        falls[from + i] = (float) (whole - probability(answers.get(i), classIndex));
      }
    }
    int columns = cells(size.width());
    return new Heatmap(falls.length / columns, columns, falls);
  }

  /** A patch around the centre of every cell, cut off at the picture's edges. */
  private List<Region> places() {
    List<Region> places = new ArrayList<>();
    for (int row = 0; row < cells(size.height()); row++) {
      for (int column = 0; column < cells(size.width()); column++) {
        int top = row * stride + stride / 2 - patch / 2;
        int left = column * stride + stride / 2 - patch / 2;
        places.add(Region.inside(size, (y, x) -> isIn(y, top, patch) && isIn(x, left, patch)));
      }
    }
    return places;
  }

  private static boolean isIn(int at, int from, int length) {
    return at >= from && at < from + length;
  }

  private int cells(int side) {
    return (side + stride - 1) / stride;
  }

  private static double probability(Prediction prediction, int classIndex) {
    return prediction.ranking().stream()
        .filter(each -> each.index() == classIndex)
        .mapToDouble(ClassProbability::probability)
        .findFirst()
        .orElseThrow();
  }
}
