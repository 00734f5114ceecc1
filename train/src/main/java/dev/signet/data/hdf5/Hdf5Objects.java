package dev.signet.data.hdf5;

import dev.signet.SignetException;
import io.jhdf.HdfFile;
import io.jhdf.ObjectHeader;
import io.jhdf.exceptions.HdfException;
import io.jhdf.object.message.DataLayoutMessage;
import io.jhdf.storage.HdfBackingStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The objects of an HDF5 file, opened one by one: jHDF opens all that lie in a group, and none if
 * one of them has a feature that it does not know. Soft links are followed, and external links to
 * files in the folder of the file.
 */
final class Hdf5Objects implements AutoCloseable {
  private static final int MOST_HOPS = 32;
  private static final int DEEPEST = 4;
  private static final int MOST_NAMES = 10_000;

  private final Path file;
  private final HdfFile hdf;
  private final Map<Path, Hdf5Objects> others = new HashMap<>();

  /** An object in its file. */
  private record Place(Hdf5Objects objects, long address) {
    ObjectHeader header() {
      return Hdf5Header.read(objects.storage(), address);
    }
  }

  private Hdf5Objects(Path file, HdfFile hdf) {
    this.file = file;
    this.hdf = hdf;
  }

  /**
   * Opens a file.
   *
   * @throws SignetException if it is shorter than it says
   * @throws HdfException if it is no HDF5 file
   */
  static Hdf5Objects open(Path file) {
    HdfFile hdf = new HdfFile(file);
    try {
      requireWhole(file, hdf.getHdfBackingStorage());
      return new Hdf5Objects(file, hdf);
    } catch (RuntimeException e) {
      hdf.close();
      throw e;
    }
  }

  /** A contiguous data set of a truncated file would be read as wrong bytes, silently. */
  private static void requireWhole(Path file, HdfBackingStorage storage) {
    long expected = storage.getSuperblock().getEndOfFileAddress();
    if (expected > storage.size()) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s is truncated: it has %,d bytes, but its header says %,d; copy or download it again",
              file,
              storage.size(),
              expected));
    }
  }

  private HdfBackingStorage storage() {
    return hdf.getHdfBackingStorage();
  }

  /** The names at the root, data sets and others. */
  List<String> names() {
    return List.copyOf(linksOf(root()).keySet());
  }

  /** The data sets by their paths, in groups, too; what cannot be opened is left out. */
  Map<String, Hdf5Array> arrays() {
    Map<String, Hdf5Array> found = new TreeMap<>();
    collect("", root(), DEEPEST, found);
    return found;
  }

  private void collect(String prefix, Place group, int depth, Map<String, Hdf5Array> found) {
    for (Map.Entry<String, Hdf5Link> link : linksOf(group).entrySet()) {
      String path = prefix + link.getKey();
      try {
        Optional<Place> place = follow(group, link.getValue(), MOST_HOPS);
        Optional<Hdf5Array> array = place.flatMap(at -> array(path, at));
        if (array.isPresent()) {
          found.put(path, array.get());
        } else if (place.isPresent() && depth > 1 && found.size() < MOST_NAMES) {
          collect(path + "/", place.get(), depth - 1, found);
        }
      } catch (HdfException | SignetException e) {
        // Whoever needs it asks for it by name, and is told.
      }
    }
  }

  /**
   * The data set at a path, empty if there is none.
   *
   * @throws SignetException if a link leads nowhere
   */
  Optional<Hdf5Array> array(String path) {
    return resolve(root(), path, MOST_HOPS).flatMap(place -> array(path, place));
  }

  private Optional<Hdf5Array> array(String path, Place place) {
    ObjectHeader header;
    try {
      header = place.header();
    } catch (HdfException e) {
      throw new SignetException(
          "%s: %s cannot be read: %s; store it anew as a plain array"
              .formatted(file, path, Hdf5Failure.words(e)),
          e);
    }
    return header.hasMessageOfType(DataLayoutMessage.class)
        ? Optional.of(new Hdf5Array(file, path, place.objects().hdf, header))
        : Optional.empty();
  }

  private Place root() {
    return new Place(this, hdf.getAddress());
  }

  private static Map<String, Hdf5Link> linksOf(Place group) {
    return Hdf5Link.of(group.objects().storage(), group.header());
  }

  private Optional<Place> resolve(Place from, String path, int hops) {
    Optional<Place> place = Optional.of(path.startsWith("/") ? from.objects().root() : from);
    for (String name : path.split("/", -1)) {
      if (!name.isEmpty() && !name.equals(".")) {
        Place group = place.get();
        Optional<Hdf5Link> link = Optional.ofNullable(linksOf(group).get(name));
        place = link.flatMap(l -> follow(group, l, hops));
        if (place.isEmpty()) {
          return place;
        }
      }
    }
    return place;
  }

  private Optional<Place> follow(Place group, Hdf5Link link, int hops) {
    if (link instanceof Hdf5Link.Hard hard) {
      return Optional.of(new Place(group.objects(), hard.address()));
    }
    if (hops == 0) {
      throw new SignetException("%s has links that lead in a circle".formatted(file));
    }
    String path;
    Place from;
    if (link instanceof Hdf5Link.External external) {
      path = external.path();
      from = group.objects().other(external.file()).root();
    } else {
      path = ((Hdf5Link.Soft) link).path();
      from = group;
    }
    Optional<Place> target = resolve(from, path, hops - 1);
    if (target.isEmpty()) {
      throw new SignetException(
          "%s has a link to %s, which is not in %s".formatted(file, path, from.objects().file));
    }
    return target;
  }

  private Hdf5Objects other(String name) {
    Path target;
    try {
      Path folder = file.toAbsolutePath().resolveSibling("").toRealPath();
      target = folder.resolve(name).toRealPath();
      if (!target.startsWith(folder) || !Files.isRegularFile(target)) {
        throw new SignetException(
            "%s has a link to %s, which is no file in its folder; copy the data sets into one file"
                .formatted(file, name));
      }
    } catch (IOException | InvalidPathException e) {
      throw new SignetException(
          "%s has a link to the file %s, which is not there".formatted(file, name), e);
    }
    return others.computeIfAbsent(target, Hdf5Objects::open);
  }

  @Override
  public void close() {
    others.values().forEach(Hdf5Objects::close);
    hdf.close();
  }
}
