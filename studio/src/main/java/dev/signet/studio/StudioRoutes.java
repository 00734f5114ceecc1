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

  StudioRoutes(Project project) {
    this.project = project;
  }

  void add(RoutesConfig routes) {
    routes.get("/", StudioRoutes::first);
    routes.get("/v1/studio/events", it -> streams.open(it, this::parts), Access.USER);
    new ProjectRoutes(project).add(routes);
  }

  private static void first(Context context) {
    @Nullable String language = context.queryParam("lang");
    String more =
        language == null ? "" : "?lang=" + URLEncoder.encode(language, StandardCharsets.UTF_8);
    context.redirect("collect.html" + more);
  }

  private Map<String, Object> parts() {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("project", project.state());
    return parts;
  }

  @Override
  public void close() {
    streams.close();
  }
}
