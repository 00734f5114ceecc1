package dev.signet.studio;

import dev.signet.SignetException;
import dev.signet.config.Json;
import dev.signet.files.Reason;
import dev.signet.runfolder.RunFolder;
import dev.signet.server.http.Access;
import dev.signet.server.http.Exchange;
import dev.signet.studio.project.ProjectException;
import dev.signet.studio.project.Sentence;
import dev.signet.studio.project.Words;
import dev.signet.studio.training.Exports;
import dev.signet.studio.training.Serving;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The paths by which a model is taken away and served. */
final class TakeRoutes {
  private final RunShelf shelf;
  private final Exports exports;
  private final Serving serving;

  TakeRoutes(RunShelf shelf, Exports exports, Serving serving) {
    this.shelf = shelf;
    this.exports = exports;
    this.serving = serving;
  }

  record Run(String run) {}

  record Wanted(String run, Exports.Format format) {}

  /**
   * A file of a model.
   *
   * @param bytes of it, if it is there
   */
  record FileRow(Exports.Format format, String file, @Nullable Long bytes) {}

  void add(RoutesConfig routes) {
    routes.get("/v1/models/files", this::files, Access.USER);
    routes.get("/v1/models/file", this::file, Access.USER);
    routes.post("/v1/models/file", this::make, Access.USER);
    routes.post("/v1/serving", this::serve, Access.USER);
    routes.post("/v1/serving/end", this::end, Access.USER);
  }

  /**
   * What is served, as a page shows it.
   *
   * @param run its name
   * @param address where it answers, once it does
   * @param problem why it does not
   */
  record ServiceRow(String run, Optional<String> address, Optional<Words> problem) {}

  /** What is served. */
  Optional<ServiceRow> service() {
    return serving
        .service()
        .map(it -> new ServiceRow(it.run(), it.address(), it.problem().map(Words::ofCommand)));
  }

  private void files(Context context) {
    RunFolder run = Asked.trained(shelf, Asked.text(context, "run"));
    List<FileRow> files =
        Arrays.stream(Exports.Format.values())
            .map(format -> row(format, Exports.file(run, format)))
            .toList();
    Exchange.json(context, Json.bytes(Map.of("folder", run.path().toString(), "files", files)));
  }

  private static FileRow row(Exports.Format format, Path file) {
    try {
      return new FileRow(
          format,
          String.valueOf(file.getFileName()),
          Files.isRegularFile(file) ? Files.size(file) : null);
    } catch (IOException e) {
      return new FileRow(format, String.valueOf(file.getFileName()), null);
    }
  }

  private void make(Context context) {
    Wanted wanted = Asked.body(context, Wanted.class);
    try {
      Path file = exports.make(Asked.trained(shelf, wanted.run()), wanted.format());
      Exchange.json(context, Json.bytes(row(wanted.format(), file)));
    } catch (ProjectException e) {
      throw e;
    } catch (SignetException e) {
      throw new ProjectException(Sentence.COMMAND, String.valueOf(e.getMessage()));
    }
  }

  private void file(Context context) {
    RunFolder run = Asked.trained(shelf, Asked.text(context, "run"));
    String asked = Asked.text(context, "format");
    Exports.Format format =
        Arrays.stream(Exports.Format.values())
            .filter(it -> label(it).equals(asked))
            .findFirst()
            .orElseThrow(() -> new ProjectException(Sentence.NO_FORMAT, asked));
    Path file = Exports.file(run, format);
    String name = run.path().getFileName() + "-" + file.getFileName();
    try {
      context
          .contentType("application/octet-stream")
          .header("Content-Disposition", "attachment; filename=\"%s\"".formatted(plain(name)))
          .header("Content-Length", String.valueOf(Files.size(file)))
          .header("Cache-Control", "no-store")
          .result(Files.newInputStream(file));
    } catch (IOException e) {
      throw new SignetException("cannot read %s: %s".formatted(file, Reason.of(e)), e);
    }
  }

  private static String label(Exports.Format format) {
    return format.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String plain(String name) {
    return name.replaceAll("[^A-Za-z0-9._-]", "_");
  }

  private void serve(Context context) {
    Run asked = Asked.body(context, Run.class);
    serving.serve(asked.run(), Asked.trained(shelf, asked.run()).path());
    Exchange.json(context, Json.bytes(asked));
  }

  private void end(Context context) {
    serving.end();
    Exchange.json(context, Json.bytes(Map.of()));
  }
}
