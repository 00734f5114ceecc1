package dev.signet.studio;

import dev.signet.SignetException;
import dev.signet.Text;
import dev.signet.files.Reason;
import dev.signet.runfolder.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The runs in a folder, by name. A name is looked up among those that were found and never becomes
 * a path, so no name leads elsewhere. Safe for use by many threads.
 */
public final class RunShelf {
  private static final long PAUSE_NANOS = 500_000_000L;
  private static final int MOST_RUNS = 1000;

  private final Path root;
  private final Optional<String> single;
  private final Map<String, RunReader> readers = new TreeMap<>();
  private List<Unreadable> unreadable = List.of();
  private long scanned = System.nanoTime() - PAUSE_NANOS;

  /**
   * A folder that is no run.
   *
   * @param folder its name
   * @param problem why, in one line
   */
  public record Unreadable(String folder, String problem) {}

  private RunShelf(Path root, Optional<String> single) {
    this.root = root;
    this.single = single;
  }

  /**
   * All runs in a folder and, one deeper, those of repeated seeds or of folds; or the one run that
   * the folder is.
   *
   * @throws SignetException if there is no such folder
   */
  public static RunShelf of(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new SignetException(
          "%s is no folder; signet ui shows the runs in a folder, signet train makes them"
              .formatted(folder));
    }
    return isRun(folder) ? ofOne(folder) : ofAll(folder);
  }

  /** The run in a folder that need not be there yet. */
  public static RunShelf ofOne(Path run) {
    Path name = run.toAbsolutePath().normalize().getFileName();
    RunShelf shelf = new RunShelf(run, Optional.of(String.valueOf(name)));
    shelf.readers.put(String.valueOf(name), new RunReader(String.valueOf(name), run, run));
    return shelf;
  }

  /** All runs in a folder that need not be there yet. */
  public static RunShelf ofAll(Path folder) {
    return new RunShelf(folder, Optional.empty());
  }

  /** The name of the run, if there can be but one. */
  Optional<String> single() {
    return single;
  }

  /** What the folder is called. */
  String folder() {
    return root.toString();
  }

  /** The run of this name, if there is one. */
  synchronized Optional<RunReader> find(String name) {
    scan();
    return Optional.ofNullable(readers.get(name));
  }

  /** All runs as they are now, in the order of their names. */
  synchronized List<RunSnapshot> read() {
    scan();
    return readers.values().stream().map(RunReader::read).toList();
  }

  /** Folders that are no runs. */
  synchronized List<Unreadable> unreadable() {
    scan();
    return unreadable;
  }

  private void scan() {
    if (single.isPresent() || System.nanoTime() - scanned < PAUSE_NANOS) {
      return;
    }
    List<Unreadable> problems = new ArrayList<>();
    Map<String, Path> found = new TreeMap<>();
    for (Path child : folders(root, problems)) {
      if (isRun(child)) {
        add(child, found, problems);
      } else {
        List<Path> seeds = folders(child, problems).stream().filter(RunShelf::isRun).toList();
        seeds.forEach(seed -> add(seed, found, problems));
        if (seeds.isEmpty()) {
          problems.add(new Unreadable(nameOf(child), "it holds no config.json, so it is no run"));
        }
      }
    }
    readers.keySet().retainAll(found.keySet());
    found.forEach(
        (name, path) -> readers.computeIfAbsent(name, each -> new RunReader(each, root, path)));
    unreadable = List.copyOf(problems);
    scanned = System.nanoTime();
  }

  private void add(Path run, Map<String, Path> found, List<Unreadable> problems) {
    if (found.size() < MOST_RUNS) {
      found.put(nameOf(run), run);
    } else {
      problems.add(
          new Unreadable(nameOf(run), Text.of("only the first %,d runs are shown", MOST_RUNS)));
    }
  }

  /** The folders in a folder but for hidden ones, in the order of their names. */
  private List<Path> folders(Path folder, List<Unreadable> problems) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      List<Path> inside = new ArrayList<>();
      for (Path child : children.filter(Files::isDirectory).sorted().toList()) {
        if (nameOf(child).startsWith(".")) {
          continue;
        }
        if (child.toRealPath().startsWith(root.toRealPath())) {
          inside.add(child);
        } else {
          problems.add(new Unreadable(nameOf(child), "it is a link that leads out of the folder"));
        }
      }
      return inside;
    } catch (IOException e) {
      problems.add(new Unreadable(nameOf(folder), "it cannot be read: " + Reason.of(e)));
      return List.of();
    }
  }

  /** The way from the root, with slashes. */
  private String nameOf(Path folder) {
    List<String> names = new ArrayList<>();
    root.relativize(folder).forEach(part -> names.add(part.toString()));
    return String.join("/", names);
  }

  private static boolean isRun(Path folder) {
    return Files.isRegularFile(new RunFolder(folder).config());
  }
}
