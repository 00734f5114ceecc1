package dev.signet.studio;

import dev.signet.config.Json;
import dev.signet.server.http.Access;
import dev.signet.server.http.Exchange;
import dev.signet.studio.project.Intake;
import dev.signet.studio.project.PictureRef;
import dev.signet.studio.project.Project;
import dev.signet.studio.project.Thumbnails;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The paths by which a page looks at a project and changes it. */
final class ProjectRoutes {
  private static final int SMALLEST = 16;
  private static final int USUAL = 192;

  private final Project project;
  private final Example example;
  private final Thumbnails thumbnails = new Thumbnails();

  ProjectRoutes(Project project) {
    this.project = project;
    this.example = new Example(project);
  }

  record Name(String name) {}

  record Rename(String from, String to) {}

  record Order(List<String> classes) {}

  record Pictures(List<PictureRef> pictures) {}

  record MoveTo(List<PictureRef> pictures, String to) {}

  record Names(List<String> names) {}

  /** How many there were, or still were. */
  record Count(int count) {}

  void add(RoutesConfig routes) {
    routes.get("/v1/project", it -> answer(it, project.state()), Access.USER);
    routes.get("/v1/project/pictures", this::pictures, Access.USER);
    routes.get("/v1/project/picture", this::picture, Access.USER);
    routes.post("/v1/project/pictures", this::upload, Access.USER);
    routes.post("/v1/project/pictures/move", this::move, Access.USER);
    routes.post("/v1/project/pictures/delete", this::delete, Access.USER);
    routes.get(
        "/v1/project/bin", it -> answer(it, Map.of("pictures", project.binned())), Access.USER);
    routes.post("/v1/project/bin/restore", this::restore, Access.USER);
    routes.post(
        "/v1/project/bin/empty", it -> answer(it, new Count(project.emptyBin())), Access.USER);
    routes.post("/v1/project/undo", it -> answer(it, project.undo()), Access.USER);
    routes.post("/v1/project/classes", this::addClass, Access.USER);
    routes.post("/v1/project/classes/rename", this::renameClass, Access.USER);
    routes.post("/v1/project/classes/order", this::orderClasses, Access.USER);
    routes.post("/v1/project/classes/remove", this::removeClass, Access.USER);
    routes.post("/v1/project/example", it -> answer(it, new Count(example.draw())), Access.USER);
  }

  private static void answer(Context context, Object answer) {
    Exchange.json(context, Json.bytes(answer));
  }

  private void pictures(Context context) {
    String label = Asked.text(context, "label");
    answer(context, Map.of("label", label, "pictures", project.pictures(label)));
  }

  /** It may be kept: the page names the time of its last change, too. */
  private void picture(Context context) {
    PictureRef picture = new PictureRef(Asked.text(context, "label"), Asked.text(context, "name"));
    int side = Asked.number(context, "side", USUAL, SMALLEST, Thumbnails.LONGEST);
    byte[] jpeg = thumbnails.of(project.file(picture), side);
    context
        .contentType("image/jpeg")
        .header("Cache-Control", "private, max-age=86400")
        .result(jpeg);
  }

  private void upload(Context context) {
    String name =
        project.add(
            Asked.text(context, "label"),
            Asked.text(context, "name"),
            Exchange.body(context),
            new Intake(
                Optional.ofNullable(context.queryParam("batch")).orElse(""),
                context.queryParam("make") != null));
    answer(context, new Name(name));
  }

  private void move(Context context) {
    MoveTo asked = Asked.body(context, MoveTo.class);
    answer(context, new Count(project.move(asked.pictures(), asked.to())));
  }

  private void delete(Context context) {
    answer(context, new Count(project.delete(Asked.body(context, Pictures.class).pictures())));
  }

  private void restore(Context context) {
    answer(context, new Count(project.restore(Asked.body(context, Names.class).names())));
  }

  private void addClass(Context context) {
    answer(context, new Name(project.addClass(Asked.body(context, Name.class).name())));
  }

  private void renameClass(Context context) {
    Rename asked = Asked.body(context, Rename.class);
    answer(context, new Name(project.renameClass(asked.from(), asked.to())));
  }

  private void orderClasses(Context context) {
    Order asked = Asked.body(context, Order.class);
    project.orderClasses(asked.classes());
    answer(context, asked);
  }

  private void removeClass(Context context) {
    answer(context, new Count(project.removeClass(Asked.body(context, Name.class).name())));
  }
}
