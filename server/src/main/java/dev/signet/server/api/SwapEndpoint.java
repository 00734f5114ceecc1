package dev.signet.server.api;

import dev.signet.SignetException;
import dev.signet.config.Json;
import dev.signet.server.config.ModelSource;
import dev.signet.server.http.Exchange;
import dev.signet.server.http.ProblemException;
import dev.signet.server.models.ModelLoader;
import dev.signet.server.models.ModelRoot;
import dev.signet.server.models.ServedModel;
import dev.signet.server.models.ServedModels;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;

/**
 * {@code PUT /v1/models/NAME}: loads a model, then gives it the place of the one of that name.
 * Requests go on meanwhile: none fails.
 */
final class SwapEndpoint {
  private final ServedModels models;
  private final ModelLoader loader;
  private final ModelRoot root;

  SwapEndpoint(ServedModels models, ModelLoader loader, ModelRoot root) {
    this.models = models;
    this.loader = loader;
    this.root = root;
  }

  /** What the body says. */
  record Order(Optional<String> path, Optional<String> version) {}

  void handle(Context context) {
    String name = context.pathParam("name");
    Order order = order(context);
    Optional<String> version = order.version();
    requireName("a model's name", name);
    version.ifPresent(text -> requireName("a model's version", text));
    String path =
        order
            .path()
            .orElseThrow(
                () -> bad("the body needs a 'path', that of a run's folder or a model file"));
    try {
      ServedModel model = models.swap(name, version, root.resolve(path), loader);
      Exchange.json(context, Json.bytes(ModelCards.card(models, model)));
    } catch (SignetException e) {
      throw ModelFailures.of(e);
    }
  }

  private static Order order(Context context) {
    if (!Pictures.mediaType(context).equals("application/json")) {
      throw new ProblemException(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE_415, "a body of type application/json is expected");
    }
    String body = new String(Exchange.body(context), StandardCharsets.UTF_8);
    try {
      Order order = Json.read(Order.class, body, "the body");
      if (order != null) {
        return order;
      }
    } catch (SignetException e) {
      throw bad("the body must be like {\"path\": \"second\", \"version\": \"2\"}");
    }
    throw bad("the body is null");
  }

  private static void requireName(String what, String text) {
    if (!ModelSource.NAME.matcher(text).matches()) {
      throw bad(
          "%s must be 1 to 64 letters, digits, '.', '_' or '-', beginning with a letter or digit"
              .formatted(what));
    }
  }

  private static ProblemException bad(String detail) {
    return new ProblemException(HttpStatus.BAD_REQUEST_400, detail);
  }
}
