package dev.signet.server.api;

import dev.signet.SignetException;
import dev.signet.server.config.ModelSource;
import dev.signet.server.http.ApiJson;
import dev.signet.server.http.Exchange;
import dev.signet.server.http.ProblemException;
import dev.signet.server.models.ModelLoader;
import dev.signet.server.models.ModelRoot;
import dev.signet.server.models.ServedModel;
import dev.signet.server.models.ServedModels;
import io.javalin.http.Context;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code PUT /v1/models/NAME}: loads a model, then gives it the place of the one of that name.
 * Requests go on meanwhile: none fails.
 */
final class SwapEndpoint {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final ServedModels models;
  private final ModelLoader loader;
  private final ModelRoot root;

  SwapEndpoint(ServedModels models, ModelLoader loader, ModelRoot root) {
    this.models = models;
    this.loader = loader;
    this.root = root;
  }

  /** What the body says. */
  record Order(@Nullable String path, @Nullable String version) {}

  void handle(Context context) {
    String name = context.pathParam("name");
    Order order = order(context);
    Optional<String> version = Optional.ofNullable(order.version());
    requireName("a model's name", name);
    version.ifPresent(text -> requireName("a model's version", text));
    if (order.path() == null) {
      throw bad("the body needs a 'path', that of a run's folder or a model file");
    }
    try {
      ServedModel model = models.swap(name, version, root.resolve(order.path()), loader);
      Exchange.json(context, ApiJson.write(ModelCards.card(models, model)));
    } catch (SignetException e) {
      throw ModelFailures.of(e);
    }
  }

  private static Order order(Context context) {
    if (!Pictures.mediaType(context).equals("application/json")) {
      throw new ProblemException(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE_415, "a body of type application/json is expected");
    }
    try {
      Order order = JSON.readValue(Exchange.body(context), Order.class);
      if (order != null) {
        return order;
      }
    } catch (JacksonException e) {
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
