package dev.signet.studio;

import dev.signet.server.config.LimitsConfig;
import dev.signet.server.config.NetworkConfig;
import dev.signet.server.http.Exchange;
import dev.signet.server.http.HttpObserver;
import dev.signet.server.http.ProblemException;
import dev.signet.server.http.WebServer;
import dev.signet.studio.phone.PhoneDoor;
import dev.signet.studio.project.Project;
import dev.signet.studio.project.ProjectException;
import dev.signet.studio.training.Exports;
import dev.signet.studio.training.Launcher;
import dev.signet.studio.training.Serving;
import dev.signet.studio.training.Trainings;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;

/**
 * A project in the browser: pictures are collected, networks trained, tried and taken away. Safe
 * for use by many threads.
 */
public final class StudioServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration DRAIN = Duration.ofSeconds(2);

  /** Of one picture's file. */
  private static final int MOST_BYTES = 64 << 20;

  private final WebServer web;
  private final WatchRoutes runs;
  private final StudioRoutes routes;
  private final Trainings trainings;
  private final PhoneRoutes phone;

  private StudioServer(
      WebServer web,
      WatchRoutes runs,
      StudioRoutes routes,
      Trainings trainings,
      PhoneRoutes phone) {
    this.web = web;
    this.runs = runs;
    this.routes = routes;
    this.trainings = trainings;
    this.phone = phone;
    phone.listens(web.uri().getPort());
  }

  /**
   * Listens.
   *
   * @param launcher starts trainings
   * @throws dev.signet.SignetException if the port is taken or may not be used
   */
  public static StudioServer start(NetworkConfig network, Project project, Launcher launcher) {
    RunShelf shelf = RunShelf.ofAll(project.runs());
    WatchRoutes runs = new WatchRoutes(shelf, false);
    Trainings trainings =
        Trainings.open(
            project.root(), project.runs(), project.hidden().resolve("trainings"), launcher);
    StudioRoutes routes =
        new StudioRoutes(
            project,
            new TrainingRoutes(project, trainings, shelf),
            new TakeRoutes(
                shelf,
                new Exports(launcher, project.hidden()),
                new Serving(project.hidden(), launcher)),
            shelf);
    PhoneRoutes phone = new PhoneRoutes(network);
    WebServer web =
        WebServer.start(
            network,
            LimitsConfig.DEFAULT
                .withSizes(MOST_BYTES, Project.MOST_PIXELS)
                .withTimes(PATIENCE, PATIENCE, DRAIN),
            HttpObserver.NONE,
            (app, threads) -> {
              app.staticFiles.add("/dev/signet/studio");
              app.staticFiles.add("/dev/signet/server/common");
              app.staticFiles.add("/dev/signet/pages");
              app.routes.beforeMatched(SameOrigin::require);
              failures(app.routes);
              runs.addRuns(app.routes);
              routes.add(app.routes);
              phone.add(app.routes);
            });
    return new StudioServer(web, runs, routes, trainings, phone);
  }

  private static void failures(RoutesConfig routes) {
    routes.exception(ProjectException.class, StudioServer::tell);
  }

  private static void tell(ProjectException e, Context context) {
    int status =
        switch (e.kind()) {
          case MISSING -> HttpStatus.NOT_FOUND_404;
          case CONFLICT -> HttpStatus.CONFLICT_409;
          case REFUSED -> HttpStatus.UNPROCESSABLE_ENTITY_422;
          case FULL -> HttpStatus.INSUFFICIENT_STORAGE_507;
        };
    ProblemException said = new ProblemException(status, e.in(Asked.language(context)));
    Exchange.problem(context, said.problem());
  }

  /** Where it listens. */
  public URI uri() {
    return web.uri();
  }

  /** Where a phone in the same network finds it, if it listens beyond this machine. */
  public Optional<PhoneDoor> phone() {
    return phone.door();
  }

  /** Every route as its method and path, such as {@code GET /v1/project}. */
  public List<String> routes() {
    return web.routes();
  }

  /** Listens no more; a training that is under way goes on. */
  @Override
  public void close() {
    trainings.close();
    runs.close();
    routes.close();
    web.close();
  }
}
