package dev.signet.studio.training;

import dev.signet.SignetException;
import dev.signet.config.Json;
import dev.signet.files.AtomicFile;
import dev.signet.files.Reason;
import dev.signet.runfolder.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The trainings of a project: one runs, the others wait their turn. Each is a process of its own
 * and remembered in a file, so another studio finds it again. Safe for use by many threads.
 */
public final class Trainings implements AutoCloseable {
  private static final String ENDING = ".json";
  private static final String ERROR = "error: ";
  private static final long PAUSE_MILLIS = 500;

  private final Path data;
  private final Path runs;
  private final Path folder;
  private final Launcher launcher;
  private final Map<String, Training> trainings = new TreeMap<>();
  private final Thread clock;

  private Trainings(Path data, Path runs, Path folder, Launcher launcher) {
    this.data = data;
    this.runs = runs;
    this.folder = folder;
    this.launcher = launcher;
    this.clock = new Thread(this::watch, "trainings");
    clock.setDaemon(true);
  }

  /**
   * Finds those that were asked for before, and goes on with those that wait.
   *
   * @param data folder of the pictures
   * @param runs folder of the runs
   * @param folder where they are remembered
   */
  public static Trainings open(Path data, Path runs, Path folder, Launcher launcher) {
    Trainings found = new Trainings(data, runs, folder, launcher);
    found.read();
    found.clock.start();
    return found;
  }

  private void read() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(it -> it.toString().endsWith(ENDING)).toList()) {
        Training training = Json.readFile(Training.class, file);
        trainings.put(training.name(), training);
      }
    } catch (IOException e) {
      throw new SignetException("cannot list %s: %s".formatted(folder, Reason.of(e)), e);
    }
  }

  private void watch() {
    try {
      while (true) {
        next();
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Starts the one that has waited longest, if none runs. */
  private synchronized void next() {
    if (trainings.values().stream().anyMatch(Training::isRunning)) {
      return;
    }
    Optional<Training> first =
        trainings.values().stream()
            .filter(it -> it.turn() == Training.Turn.WAITING)
            .min(Comparator.comparingLong(Training::asked));
    first.ifPresent(
        it -> {
          if (Files.isDirectory(folder)) { // else the project was taken away
            keep(it.started(launcher.start(it.words(), log(it.name()))));
          }
        });
  }

  private void keep(Training training) {
    AtomicFile.write(folder.resolve(training.name() + ENDING), Json.write(training));
    trainings.put(training.name(), training);
  }

  private Path log(String name) {
    return folder.resolve(name + ".log");
  }

  /** All of them, the one that was asked for last first. */
  public synchronized List<Training> all() {
    List<Training> all = new ArrayList<>(trainings.values());
    all.sort(Comparator.comparingLong(Training::asked).reversed());
    return all;
  }

  /** Asks for a training; it begins when those before it have ended. */
  public synchronized Training ask(Wish wish) {
    int number = 1;
    while (trainings.containsKey("training-" + number)
        || Files.exists(runs.resolve("training-" + number))) {
      number++;
    }
    String name = "training-" + number;
    List<String> words = wish.words(data, runs.resolve(name));
    Training asked =
        new Training(
            name, wish, System.currentTimeMillis(), words, Training.Turn.WAITING, Optional.empty());
    keep(asked);
    next();
    return asked;
  }

  /** The training of this name. */
  public synchronized Optional<Training> find(String name) {
    return Optional.ofNullable(trainings.get(name));
  }

  /**
   * Has a training saved and ended, whether it is to go on later or not; one that waits is gone.
   */
  public synchronized void end(Training training, Training.Turn how) {
    Training now = trainings.getOrDefault(training.name(), training);
    if (now.turn() == Training.Turn.WAITING && now.words().contains("--out")) {
      trainings.remove(now.name());
      try {
        Files.deleteIfExists(folder.resolve(now.name() + ENDING));
      } catch (IOException e) {
        throw new SignetException("cannot forget %s: %s".formatted(now.name(), Reason.of(e)), e);
      }
      return;
    }
    keep(now.told(how));
    now.process()
        .filter(RunningProcess::isAlive)
        .flatMap(it -> ProcessHandle.of(it.pid()))
        .ifPresent(ProcessHandle::destroy);
  }

  /** Has a training that was ended go on when it is its turn. */
  public synchronized void goOn(Training training) {
    List<String> words = List.of("train", "--resume", runs.resolve(training.name()).toString());
    keep(training.waiting(words, System.currentTimeMillis()));
    next();
  }

  /** What its process said went wrong. */
  public Optional<String> problem(String name) {
    return Said.last(log(name), ERROR);
  }

  /** Starts no more; what runs goes on. */
  @Override
  public void close() {
    clock.interrupt();
    try {
      clock.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
