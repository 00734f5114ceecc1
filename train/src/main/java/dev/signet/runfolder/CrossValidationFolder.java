package dev.signet.runfolder;

import dev.signet.SignetException;
import dev.signet.config.Json;
import dev.signet.config.RunConfig;
import dev.signet.files.AtomicFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The folder of a cross-validation: a run for each fold, what was asked for, and what came of it.
 *
 * @param path the folder
 */
public record CrossValidationFolder(Path path) {
  /**
   * What was asked for: {@code cross-validation.json}.
   *
   * @param folds how many, 2 to 100
   * @param group what must stay together, as {@link dev.signet.config.DataConfig.Fold} has it
   * @param numbers a CSV file with the pictures' numbers, by which blocks are cut
   * @param run of every fold, but for the fold
   */
  public record Plan(int folds, Optional<String> group, Optional<String> numbers, RunConfig run) {
    public Plan {
      run.data().inFold(folds, 1, group, numbers); // refuses what is no fold
    }

    /** The run that leaves a fold out, counted from 1. */
    public RunConfig run(int fold) {
      return run.withData(run.data().inFold(folds, fold, group, numbers));
    }
  }

  /** Whether a folder holds a cross-validation that was begun. */
  public static boolean isOne(Path path) {
    return Files.isRegularFile(new CrossValidationFolder(path).plan());
  }

  /**
   * A new folder with what was asked for.
   *
   * @throws SignetException if it holds anything already, or cannot be made or written
   */
  public static CrossValidationFolder create(Path path, Plan plan) {
    CrossValidationFolder folder = new CrossValidationFolder(RunFolder.create(path).path());
    AtomicFile.write(folder.plan(), Json.write(plan) + "\n");
    return folder;
  }

  /**
   * What was asked for.
   *
   * @throws SignetException if it cannot be read
   */
  public Plan readPlan() {
    return Json.readFile(Plan.class, plan());
  }

  /** Keeps a second process out until it is closed; the runs have locks of their own. */
  public RunLock lock() {
    return RunLock.acquire(new RunFolder(path));
  }

  /** Deletes the folder if no fold has begun, so that the same command can be given again. */
  public void discardIfEmpty(Plan plan) {
    if (IntStream.rangeClosed(1, plan.folds()).noneMatch(n -> Files.exists(fold(n).path()))) {
      new RunFolder(path).discard();
    }
  }

  /** What was asked for, JSON. */
  public Path plan() {
    return path.resolve("cross-validation.json");
  }

  /** The run of a fold, counted from 1. */
  public RunFolder fold(int number) {
    return new RunFolder(path.resolve("fold-" + number));
  }

  /** Whether a fold was trained and judged. */
  public boolean isJudged(int number) {
    return Files.exists(fold(number).evaluation()) && Files.exists(fold(number).predictions());
  }

  /** What all folds came to, JSON. */
  public Path summary() {
    return path.resolve("folds.json");
  }

  /** What was said of each picture by the network that had not seen it, CSV. */
  public Path predictions() {
    return path.resolve("predictions.csv");
  }
}
