package dev.signet.data;

import dev.signet.SignetException;
import java.util.Objects;

/** Some pictures of another source. Immutable. */
final class Subset extends View {
  private final String name;
  private final int[] places;

  Subset(String name, ImageSource source, int[] places) {
    super(source);
    if (places.length == 0) {
      throw new SignetException(name + " holds no pictures; at least one is needed");
    }
    for (int place : places) {
      Objects.checkIndex(place, source.size());
    }
    this.name = name;
    this.places = places.clone();
  }

  @Override
  public ImageSource uncropped() {
    ImageSource whole = source.uncropped();
    return whole == source ? this : new Subset(name, whole, places);
  }

  @Override
  protected int place(int index) {
    return places[index];
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int size() {
    return places.length;
  }

  @Override
  public ImageSource inEpoch(int epoch) {
    return new Subset(name, source.inEpoch(epoch), places);
  }
}
