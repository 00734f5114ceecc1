package dev.signet.studio;

import dev.signet.SignetException;
import dev.signet.config.Json;
import dev.signet.runfolder.RunFolder;
import dev.signet.server.http.Access;
import dev.signet.server.http.Exchange;
import dev.signet.studio.project.ProjectException;
import dev.signet.studio.project.Sentence;
import dev.signet.studio.tryout.TriedModels;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/** The path by which a page tries models. */
final class TryRoutes implements AutoCloseable {
  private final RunShelf shelf;
  private final TriedModels models = new TriedModels();

  TryRoutes(RunShelf shelf) {
    this.shelf = shelf;
  }

  void add(RoutesConfig routes) {
    routes.post("/v1/try", this::answer, Access.USER);
  }

  private void answer(Context context) {
    byte[] picture = Exchange.body(context);
    if (picture.length == 0) {
      throw new ProjectException(Sentence.NO_PICTURE_IN_BODY);
    }
    Map<String, RunFolder> runs = new LinkedHashMap<>();
    context.queryParams("run").forEach(name -> runs.put(name, Asked.trained(shelf, name)));
    if (runs.size() > TriedModels.MOST) {
      throw new ProjectException(Sentence.MANY_MODELS, TriedModels.MOST);
    }
    boolean explain = context.queryParam("explain") != null;
    try {
      Exchange.json(context, Json.bytes(Map.of("answers", models.answer(runs, picture, explain))));
    } catch (SignetException e) {
      throw new ProjectException(Sentence.UNREADABLE, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    models.close();
  }
}
