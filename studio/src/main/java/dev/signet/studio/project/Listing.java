package dev.signet.studio.project;

import dev.signet.SignetException;
import dev.signet.picture.PictureFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pictures below a folder, listed anew when a folder has changed, whoever changed it. A name is
 * looked up among those that were listed and never becomes a path. Not safe for use by several
 * threads.
 */
final class Listing {
  /** A folder in a folder without pictures is not watched: now and then all are looked through. */
  private static final long THOROUGH_NANOS = 10_000_000_000L;

  /** Systems stamp folders by a clock that ticks: what changed in this time may change unseen. */
  private static final long TICK_MILLIS = 100;

  private final Path folder;
  private Map<Path, FileTime> folders = Map.of();
  private Map<String, ListedPicture> pictures = Map.of();
  private Optional<String> problem = Optional.empty();
  private long version;
  private long listed;

  Listing(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  /** Looks whether pictures came or went. */
  void refresh() {
    if (!isAsListed()) {
      list();
    }
  }

  private boolean isAsListed() {
    return !folders.isEmpty()
        && System.nanoTime() - listed < THOROUGH_NANOS
        && folders.entrySet().stream()
            .allMatch(each -> each.getValue().equals(timeOf(each.getKey())));
  }

  private void list() {
    Map<Path, FileTime> seen = new HashMap<>();
    seen.put(folder, timeOf(folder)); // before it is listed: what comes meanwhile is seen next time
    Map<String, ListedPicture> found = new LinkedHashMap<>();
    problem = Optional.empty();
    try {
      if (Files.isDirectory(folder)) {
        for (Path file : PictureFiles.below(folder)) {
          Path parent = file.getParent();
          seen.computeIfAbsent(parent == null ? folder : parent, Listing::timeOf);
          ListedPicture picture = listed(file);
          found.put(picture.name(), picture);
        }
      }
    } catch (SignetException e) {
      problem = Optional.of(String.valueOf(e.getMessage()));
    }
    if (!found.equals(pictures)) {
      pictures = found;
      version++;
    }
    long settled = System.currentTimeMillis() - TICK_MILLIS;
    boolean fresh = seen.values().stream().anyMatch(time -> time.toMillis() > settled);
    folders = fresh ? Map.of() : seen;
    listed = System.nanoTime();
  }

  private ListedPicture listed(Path file) {
    List<String> parts = new ArrayList<>();
    folder.relativize(file).forEach(part -> parts.add(part.toString()));
    String name = String.join("/", parts);
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new ListedPicture(name, attributes.lastModifiedTime().toMillis(), attributes.size());
    } catch (IOException e) { // a link that leads nowhere
      return new ListedPicture(name, 0, 0);
    }
  }

  private static FileTime timeOf(Path folder) {
    try {
      return Files.getLastModifiedTime(folder);
    } catch (IOException e) {
      return FileTime.fromMillis(0); // it is not there
    }
  }

  /** Makes the next look a thorough one. */
  void forget() {
    folders = Map.of();
  }

  /** The file of a picture that was listed, if it is one. */
  Optional<Path> find(String name) {
    return pictures.containsKey(name) ? Optional.of(folder.resolve(name)) : Optional.empty();
  }

  List<ListedPicture> pictures() {
    return List.copyOf(pictures.values());
  }

  int size() {
    return pictures.size();
  }

  /** Grows with every change. */
  long version() {
    return version;
  }

  /** Why it cannot be listed. */
  Optional<String> problem() {
    return problem;
  }
}
