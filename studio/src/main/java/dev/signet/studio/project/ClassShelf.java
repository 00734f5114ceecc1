package dev.signet.studio.project;

import dev.signet.SignetException;
import dev.signet.config.Json;
import dev.signet.files.AtomicFile;
import dev.signet.picture.PictureFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The classes of a project in the order that people gave them. A class without pictures has no
 * folder, because commands would refuse an empty one; it is remembered beside. Not safe for use by
 * several threads.
 */
final class ClassShelf {
  private static final long PAUSE_NANOS = 400_000_000L;

  private final Place place;
  private final Map<String, Listing> listings = new LinkedHashMap<>();
  private List<String> order;
  private long scanned = System.nanoTime() - PAUSE_NANOS;

  /** What the folder alone does not tell. */
  record Remembered(int format, List<String> classes) {}

  ClassShelf(Place place) {
    this.place = place;
    this.order = Files.exists(file()) ? remembered() : List.of();
  }

  private Path file() {
    return place.hidden().resolve("project.json");
  }

  private List<String> remembered() {
    return Json.readFile(Remembered.class, file()).classes();
  }

  /** Looks at the folder, but not twice in a moment unless something was done. */
  void refresh(boolean now) {
    if (!now && System.nanoTime() - scanned < PAUSE_NANOS) {
      return;
    }
    List<String> there = new ArrayList<>(order);
    for (Path folder : PictureFiles.foldersIn(place.root())) {
      String label = PictureFiles.name(folder);
      if (label.equals(Place.RUNS)) {
        continue;
      }
      if (!there.contains(label) && !PictureFiles.isOutput(folder)) {
        there.add(label);
      }
    }
    listings.keySet().retainAll(there);
    for (String label : there) {
      listings.computeIfAbsent(label, each -> new Listing(place.root().resolve(each))).refresh();
    }
    order = List.copyOf(there);
    scanned = System.nanoTime();
  }

  /** The names in their order. */
  List<String> order() {
    return order;
  }

  /** Gives the classes another order, more of them or fewer, and remembers it. */
  void reorder(List<String> labels) {
    try {
      place.folder(place.hidden());
      AtomicFile.write(file(), Json.write(new Remembered(1, labels)));
    } catch (ProjectException e) {
      throw e;
    } catch (SignetException e) {
      throw ProjectException.ofWriting(e);
    }
    order = List.copyOf(labels);
    refresh(true);
  }

  /** The pictures of a class. */
  Listing require(String label) {
    return find(label).orElseThrow(() -> new ProjectException(Sentence.NO_CLASS, label));
  }

  Optional<Listing> find(String label) {
    return Optional.ofNullable(listings.get(label));
  }

  int total() {
    return listings.values().stream().mapToInt(Listing::size).sum();
  }
}
