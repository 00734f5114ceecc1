package dev.signet.studio;

import dev.signet.server.http.Access;
import dev.signet.studio.project.Project;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The paths of the studio's pages. */
final class StudioRoutes implements AutoCloseable {
  private final Project project;
  private final EventStreams streams = new EventStreams();

  private final TrainingRoutes trainings;
  private final TakeRoutes models;
  private final CheckRoutes check;
  private final JudgeRoutes judge;
  private final TryRoutes tried;

  StudioRoutes(Project project, TrainingRoutes trainings, TakeRoutes models, RunShelf shelf) {
    this.project = project;
    this.trainings = trainings;
    this.models = models;
    this.check = new CheckRoutes(project, shelf);
    this.judge = new JudgeRoutes(project, shelf);
    this.tried = new TryRoutes(shelf);
  }

  void add(RoutesConfig routes) {
    routes.get("/", StudioRoutes::first);
    routes.get("/v1/studio/events", this::events, Access.USER);
    new ProjectRoutes(project).add(routes);
    trainings.add(routes);
    models.add(routes);
    check.add(routes);
    judge.add(routes);
    tried.add(routes);
  }

  /** With {@code live} also what there is to see of the run under way. */
  private void events(Context context) {
    boolean live = context.queryParam("live") != null;
    streams.open(context, () -> parts(live));
  }

  private static void first(Context context) {
    @Nullable String language = context.queryParam("lang");
    String more =
        language == null ? "" : "?lang=" + URLEncoder.encode(language, StandardCharsets.UTF_8);
    context.redirect("collect.html" + more);
  }

  private Map<String, Object> parts(boolean live) {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("project", project.state());
    parts.put("trainings", trainings.rows());
    parts.put("network", trainings.fitting());
    parts.put("check", check.state());
    parts.put("serving", models.service().map(Object.class::cast).orElse(Map.of()));
    if (live) {
      parts.putAll(trainings.live());
    }
    return parts;
  }

  @Override
  public void close() {
    streams.close();
    check.close();
    tried.close();
  }
}
