package dev.signet.studio;

import dev.signet.SignetException;
import dev.signet.config.Json;
import dev.signet.files.Reason;
import dev.signet.server.http.Access;
import dev.signet.server.http.Exchange;
import dev.signet.server.http.ProblemException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * The paths of the pages that show runs. Streams and single answers say the same: the events of a
 * stream are the members of the answer.
 */
public final class WatchRoutes implements AutoCloseable {
  /** A report comes from a file: it gets its own style sheet and pictures, and nothing else. */
  private static final String REPORT_POLICY =
      "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'none'";

  private final RunShelf shelf;
  private final boolean training;
  private final EventStreams streams = new EventStreams();

  /** The table of all runs. */
  private record Table(
      String folder, List<RunRow> runs, List<RunShelf.Unreadable> unreadable, boolean training) {}

  /**
   * Routes to these runs.
   *
   * @param training whether they are watched by the process that trains them, and go with it
   */
  public WatchRoutes(RunShelf shelf, boolean training) {
    this.shelf = shelf;
    this.training = training;
  }

  /** Adds them and the page that is shown first. */
  public void add(RoutesConfig routes) {
    routes.get("/", this::first);
    addRuns(routes);
  }

  /** Adds those that are about runs. */
  void addRuns(RoutesConfig routes) {
    routes.get("/v1/runs", context -> Exchange.json(context, Json.bytes(table())), Access.USER);
    routes.get(
        "/v1/run", context -> Exchange.json(context, Json.bytes(parts(context))), Access.USER);
    routes.get("/v1/report", this::report, Access.USER);
    routes.get("/v1/events", this::events, Access.USER);
  }

  /** Of one run there is but one page. */
  private void first(Context context) {
    Optional<String> single = shelf.single();
    String page =
        single
            .map(name -> "run.html?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
            .orElse("runs.html");
    String language = context.queryParam("lang");
    if (language != null) {
      page +=
          (single.isPresent() ? "&" : "?")
              + "lang="
              + URLEncoder.encode(language, StandardCharsets.UTF_8);
    }
    context.redirect(page);
  }

  private void events(Context context) {
    if (context.queryParam("name") == null) {
      streams.open(context, () -> Map.of("runs", table()));
    } else {
      RunReader run = run(context);
      streams.open(context, () -> parts(run));
    }
  }

  private Table table() {
    Instant now = Instant.now();
    List<RunSnapshot> runs = shelf.read();
    List<RunRow> rows =
        runs.stream().filter(run -> !run.isUnreadable()).map(run -> RunRow.of(run, now)).toList();
    List<RunShelf.Unreadable> unreadable = new ArrayList<>(shelf.unreadable());
    runs.stream()
        .filter(RunSnapshot::isUnreadable)
        .map(run -> new RunShelf.Unreadable(run.name(), run.problems().get(0)))
        .forEach(unreadable::add);
    return new Table(shelf.folder(), rows, unreadable, training);
  }

  private Map<String, Object> parts(Context context) {
    return parts(run(context));
  }

  private Map<String, Object> parts(RunReader run) {
    Map<String, Object> parts = new LinkedHashMap<>(RunParts.of(run.read(), Instant.now()));
    parts.put("place", Map.of("training", training, "single", shelf.single().isPresent()));
    return parts;
  }

  private RunReader run(Context context) {
    @Nullable String name = context.queryParam("name");
    return Optional.ofNullable(name)
        .flatMap(shelf::find)
        .orElseThrow(
            () ->
                new ProblemException(
                    HttpStatus.NOT_FOUND_404,
                    "there is no run '%s' in %s; /v1/runs lists those that there are"
                        .formatted(name == null ? "" : name, shelf.folder())));
  }

  private void report(Context context) {
    Path file =
        run(context)
            .report()
            .orElseThrow(
                () ->
                    new ProblemException(
                        HttpStatus.NOT_FOUND_404,
                        "this run has no report.html yet; signet report RUN writes it"));
    try {
      context
          .contentType("text/html; charset=utf-8")
          .header("Content-Security-Policy", REPORT_POLICY)
          .header("Cache-Control", "no-store")
          .result(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new SignetException("cannot read %s: %s".formatted(file, Reason.of(e)), e);
    }
  }

  /** How many pages are watching now. */
  public int watchers() {
    return streams.clients();
  }

  /** Sends every page how it ended, and that it did. */
  @Override
  public void close() {
    streams.close();
  }
}
