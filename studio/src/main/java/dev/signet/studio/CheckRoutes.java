package dev.signet.studio;

import dev.signet.config.Json;
import dev.signet.server.http.Access;
import dev.signet.server.http.Exchange;
import dev.signet.studio.check.Check;
import dev.signet.studio.project.PictureRef;
import dev.signet.studio.project.Project;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;

/** The paths by which a page shows what may be wrong with pictures, and does something about it. */
final class CheckRoutes implements AutoCloseable {
  private final Check check;

  CheckRoutes(Project project, RunShelf shelf) {
    check = Check.begin(project, new Doubts(project.root(), shelf)::newest);
  }

  record Taken(String id, int choice, List<PictureRef> pictures) {}

  record Id(String id) {}

  record Count(int count) {}

  void add(RoutesConfig routes) {
    routes.get("/v1/check", this::outcome, Access.USER);
    routes.post("/v1/check/take", this::take, Access.USER);
    routes.post("/v1/check/refuse", this::refuse, Access.USER);
    routes.post("/v1/check/recall", this::recall, Access.USER);
  }

  /** How far it is. */
  Check.State state() {
    return check.state();
  }

  private void outcome(Context context) {
    Exchange.json(context, Json.bytes(check.outcome()));
  }

  private void take(Context context) {
    Taken asked = Asked.body(context, Taken.class);
    int count = check.take(asked.id(), asked.choice(), asked.pictures());
    Exchange.json(context, Json.bytes(new Count(count)));
  }

  private void refuse(Context context) {
    check.refuse(Asked.body(context, Id.class).id());
    outcome(context);
  }

  private void recall(Context context) {
    check.recall();
    outcome(context);
  }

  @Override
  public void close() {
    check.close();
  }
}
