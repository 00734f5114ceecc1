package dev.signet.audit;

import dev.signet.data.DataParts;
import dev.signet.data.ImageDataset;
import dev.signet.data.Part;
import java.util.ArrayList;
import java.util.List;

/** All pictures of all parts in one row: the training pictures first. Immutable. */
final class Pool {
  private record Member(Part part, ImageDataset dataset, int start) {}

  private final List<Member> members = new ArrayList<>();
  private int size;

  Pool(DataParts parts) {
    add(Part.TRAIN, parts.train());
    parts.validation().ifPresent(dataset -> add(Part.VALIDATION, dataset));
    parts.test().ifPresent(dataset -> add(Part.TEST, dataset));
  }

  private void add(Part part, ImageDataset dataset) {
    members.add(new Member(part, dataset, size));
    size += dataset.size();
  }

  int size() {
    return size;
  }

  int height() {
    return members.get(0).dataset().height();
  }

  int width() {
    return members.get(0).dataset().width();
  }

  byte[] pixels(int index) {
    Member member = member(index);
    return member.dataset().pixels(index - member.start());
  }

  boolean isTrain(int index) {
    return index < members.get(0).dataset().size();
  }

  PictureRef ref(int index) {
    Member member = member(index);
    int own = index - member.start();
    ImageDataset dataset = member.dataset();
    return new PictureRef(
        member.part(), own, dataset.image(own).id(), dataset.classes().get(dataset.label(own)));
  }

  private Member member(int index) {
    int last = members.size() - 1;
    while (members.get(last).start() > index) {
      last--;
    }
    return members.get(last);
  }
}
