package dev.signet.data;

import dev.signet.picture.ImageSize;
import dev.signet.picture.Resize;
import java.util.List;
import java.util.stream.IntStream;

/** A data set in another size; names, ids and labels stay. */
final class ResizedDataset {
  private ResizedDataset() {}

  /** The same data set if it has that size already. */
  static ImageDataset of(ImageDataset dataset, ImageSize size) {
    ImageSize own = new ImageSize(dataset.height(), dataset.width());
    if (own.equals(size)) {
      return dataset;
    }
    List<LabelledImage> images =
        IntStream.range(0, dataset.size())
            .parallel()
            .mapToObj(dataset::image)
            .map(
                image ->
                    new LabelledImage(
                        image.id(), image.label(), Resize.toSize(image.pixels(), own, size)))
            .toList();
    return new ImageDataset(dataset.name(), size.height(), size.width(), dataset.classes(), images);
  }
}
