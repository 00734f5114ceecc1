package dev.signet.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Pictures that two data sets share, pixel by pixel. Thread-safe: it keeps no state. */
public final class SamePixels {
  private SamePixels() {}

  /**
   * Which pictures of one data set the other holds as well, whatever their labels: places in {@code
   * pictures}, from 0. Data sets of different sizes share none.
   */
  public static Set<Integer> shared(ImageSource pictures, ImageSource other) {
    if (!pictures.pictureSize().equals(other.pictureSize())) {
      return Set.of();
    }
    Map<Integer, List<Integer>> places = new HashMap<>(); // by hash: the bytes may be too many
    for (int i = 0; i < other.size(); i++) {
      places.computeIfAbsent(Arrays.hashCode(other.pixels(i)), hash -> new ArrayList<>()).add(i);
    }
    Set<Integer> shared = new HashSet<>();
    for (int i = 0; i < pictures.size(); i++) {
      byte[] pixels = pictures.pixels(i);
      if (places.getOrDefault(Arrays.hashCode(pixels), List.of()).stream()
          .anyMatch(place -> Arrays.equals(other.pixels(place), pixels))) {
        shared.add(i);
      }
    }
    return shared;
  }
}
