package dev.signet.studio.training;

import dev.signet.SignetException;
import dev.signet.config.Json;
import dev.signet.files.AtomicFile;
import dev.signet.files.Reason;
import dev.signet.runfolder.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model that {@code signet serve} answers with, a process of its own. Another studio finds it
 * again. Safe for use by many threads.
 */
public final class Serving {
  private static final Pattern ADDRESS = Pattern.compile("^Signet serves .* at (http://\\S+)$");
  private static final String ERROR = "error: ";

  private final Path file;
  private final Path log;
  private final Launcher launcher;

  /**
   * What is served.
   *
   * @param run its name
   * @param address where it answers, once it does
   * @param problem why it does not
   */
  public record Service(String run, Optional<String> address, Optional<String> problem) {}

  private record Started(String run, RunningProcess process) {}

  /** Remembers what is served in a folder. */
  public Serving(Path folder, Launcher launcher) {
    this.file = folder.resolve("serving.json");
    this.log = folder.resolve("serving.log");
    this.launcher = launcher;
  }

  /** What is served now, or was not to be served. */
  public synchronized Optional<Service> service() {
    return started()
        .map(
            it ->
                it.process().isAlive()
                    ? new Service(it.run(), said(ADDRESS), Optional.empty())
                    : new Service(it.run(), Optional.empty(), Optional.of(failure())));
  }

  /** Serves the model of a run and no other. */
  public synchronized void serve(String run, Path model) {
    end();
    List<String> words = List.of("serve", "--model", model.toString(), "--port", "0");
    AtomicFile.write(file, Json.write(new Started(run, launcher.start(words, log))));
  }

  /** Ends the service. */
  public synchronized void end() {
    started().map(Started::process).filter(RunningProcess::isAlive).ifPresent(Serving::terminate);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new SignetException("cannot delete %s: %s".formatted(file, Reason.of(e)), e);
    }
  }

  private static void terminate(RunningProcess process) {
    ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroy);
  }

  private Optional<Started> started() {
    return Files.exists(file) ? Optional.of(Json.readFile(Started.class, file)) : Optional.empty();
  }

  private Optional<String> said(Pattern pattern) {
    return Said.lines(log).stream()
        .map(pattern::matcher)
        .filter(Matcher::matches)
        .map(it -> it.group(1))
        .reduce((first, second) -> second);
  }

  private String failure() {
    return Said.last(log, ERROR).orElse("the service has ended");
  }
}
