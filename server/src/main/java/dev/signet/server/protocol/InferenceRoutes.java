package dev.signet.server.protocol;

import dev.signet.config.Json;
import dev.signet.server.api.ModelFailures;
import dev.signet.server.http.Access;
import dev.signet.server.http.ClientPresence;
import dev.signet.server.http.Exchange;
import dev.signet.server.http.ProblemException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The paths of the Open Inference Protocol, but for the service's health. */
public final class InferenceRoutes {
  private static final JsonMapper JSON = new JsonMapper();

  private record Ready(String name, boolean ready) {}

  private final Inference inference;
  private final Executor threads;

  /**
   * Routes to models.
   *
   * @param threads write the answers, which come later
   */
  public InferenceRoutes(Inference inference, Executor threads) {
    this.inference = inference;
    this.threads = threads;
  }

  /** Adds them, those of models with and without a version. */
  public void add(RoutesConfig routes) {
    routes.get("/v2", context -> answer(context, inference.server()), Access.USER);
    routes.post("/v2/repository/index", this::index, Access.USER);
    for (String model : new String[] {"", "/versions/{version}"}) {
      String path = "/v2/models/{name}" + model;
      routes.get(path, this::metadata, Access.USER);
      routes.get(path + "/ready", this::ready, Access.USER);
      routes.post(path + "/infer", this::infer, Access.USER);
    }
  }

  private void metadata(Context context) {
    answer(context, inference.metadata(name(context), version(context)));
  }

  private void ready(Context context) {
    String name = inference.find(name(context), version(context)).identity().name();
    answer(context, new Ready(name, true));
  }

  /** What is served is ready, so the request's wish for ready models alone changes nothing. */
  private void index(Context context) {
    String body = new String(Exchange.body(context), StandardCharsets.UTF_8);
    try {
      JsonNode wish = body.isBlank() ? JSON.createObjectNode() : JSON.readTree(body);
      if (wish.isObject() && (!wish.has("ready") || wish.path("ready").isBoolean())) {
        answer(context, inference.index());
        return;
      }
    } catch (JacksonException e) {
      // said below
    }
    throw new ProblemException(
        HttpStatus.BAD_REQUEST_400, "the body must be empty or like {\"ready\": true}");
  }

  private void infer(Context context) {
    String name = name(context);
    Optional<String> version = version(context);
    inference.find(name, version); // a wrong name is said before a wrong body
    InferRequest request =
        InferRequestReader.read(
            Exchange.body(context), context.header(InferRequestReader.JSON_LENGTH));
    BooleanSupplier gone = ClientPresence.goneFrom(context);
    context.future(
        () ->
            inference
                .infer(name, version, request, gone)
                .thenApply(InferResponse::of)
                .handleAsync(
                    (response, failure) -> {
                      if (failure != null) {
                        throw ModelFailures.of(failure);
                      }
                      return response;
                    },
                    threads)
                .thenAccept(response -> write(context, response)));
  }

  private static void write(Context context, InferResponse response) {
    context.header("Cache-Control", "no-store");
    response
        .jsonLength()
        .ifPresent(
            length -> context.header(InferRequestReader.JSON_LENGTH, String.valueOf(length)));
    context
        .contentType(
            response.jsonLength().isPresent() ? "application/octet-stream" : "application/json")
        .result(response.body());
  }

  private static String name(Context context) {
    return context.pathParam("name");
  }

  private static Optional<String> version(Context context) {
    return Optional.ofNullable(context.pathParamMap().get("version"));
  }

  private static void answer(Context context, Object answer) {
    Exchange.json(context, Json.bytes(answer));
  }
}
