package dev.signet.studio.check;

import dev.signet.data.InMemorySource;
import dev.signet.data.LabelledImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pictures of a project as they were looked at.
 *
 * @param counts pictures of each class, in the order of the classes
 * @param glances at them
 */
record Looked(Map<String, Integer> counts, Map<SeenPicture, Glance> glances) {
  /** Those that can be read, in an order of their own. */
  List<SeenPicture> readable() {
    return glances.entrySet().stream()
        .filter(it -> it.getValue().problem().isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  Glance at(SeenPicture picture) {
    Glance glance = glances.get(picture);
    if (glance == null) {
      throw new IllegalArgumentException(picture + " was not looked at");
    }
    return glance;
  }

  /** The readable ones as a training would see them; empty if there are none. */
  Optional<InMemorySource> source() {
    List<SeenPicture> readable = readable();
    if (readable.isEmpty()) {
      return Optional.empty();
    }
    List<String> classes = List.copyOf(counts.keySet());
    List<LabelledImage> images = new ArrayList<>();
    for (SeenPicture each : readable) {
      int label = classes.indexOf(each.label());
      images.add(new LabelledImage(each.label() + "/" + each.name(), label, at(each).pixels()));
    }
    return Optional.of(new InMemorySource("the project", Glance.SIZE, classes, images));
  }
}
