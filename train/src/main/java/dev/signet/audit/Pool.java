package dev.signet.audit;

import dev.signet.data.DataParts;
import dev.signet.data.ImageSource;
import dev.signet.data.Part;
import dev.signet.picture.ImageSize;
import java.util.ArrayList;
import java.util.List;

/** All pictures of all parts in one row: the training pictures first. Immutable. */
final class Pool {
  private record Member(Part part, ImageSource dataset, int start) {}

  private final List<Member> members = new ArrayList<>();
  private int size;

  Pool(DataParts parts) {
    add(Part.TRAIN, parts.train());
    parts.validation().ifPresent(dataset -> add(Part.VALIDATION, dataset));
    parts.test().ifPresent(dataset -> add(Part.TEST, dataset));
  }

  private void add(Part part, ImageSource dataset) {
    members.add(new Member(part, dataset, size));
    size += dataset.size();
  }

  int size() {
    return size;
  }

  ImageSize pictureSize() {
    return members.get(0).dataset().pictureSize();
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
    ImageSource dataset = member.dataset();
    return new PictureRef(
        member.part(), own, dataset.id(own), dataset.classes().get(dataset.label(own)));
  }

  private Member member(int index) {
    int last = members.size() - 1;
    while (members.get(last).start() > index) {
      last--;
    }
    return members.get(last);
  }
}
