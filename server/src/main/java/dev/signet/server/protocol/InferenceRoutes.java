package dev.signet.server.protocol;

import dev.signet.SignetVersion;
import dev.signet.config.InputSize;
import dev.signet.config.Json;
import dev.signet.inference.Prediction;
import dev.signet.server.api.ModelFailures;
import dev.signet.server.config.ServerConfig;
import dev.signet.server.http.Access;
import dev.signet.server.http.ClientPresence;
import dev.signet.server.http.Exchange;
import dev.signet.server.http.ProblemException;
import dev.signet.server.models.Deadline;
import dev.signet.server.models.PictureAnswer;
import dev.signet.server.models.ServedModel;
import dev.signet.server.models.ServedModels;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpStatus;

/** The paths of the Open Inference Protocol, but for the service's health. */
public final class InferenceRoutes {
  /** The name of every model's input. */
  static final String INPUT = "image";

  /** Of those that the protocol allows, what models are compiled to. */
  private static final String PLATFORM = "pytorch_torchscript";

  private record Server(String name, String version, List<String> extensions) {}

  private record Metadata(
      String name,
      List<String> versions,
      String platform,
      List<Tensor> inputs,
      List<Tensor> outputs) {}

  private record Tensor(String name, String datatype, List<Integer> shape) {}

  private record Ready(String name, boolean ready) {}

  private final ServedModels models;
  private final ServerConfig config;
  private final Executor threads;

  /**
   * Routes to these models.
   *
   * @param threads write the answers, which come later
   */
  public InferenceRoutes(ServedModels models, ServerConfig config, Executor threads) {
    this.models = models;
    this.config = config;
    this.threads = threads;
  }

  /** Adds them, each with and without a version. */
  public void add(RoutesConfig routes) {
    routes.get("/v2", InferenceRoutes::server, Access.USER);
    for (String model : List.of("/v2/models/{name}", "/v2/models/{name}/versions/{version}")) {
      routes.get(model, this::metadata, Access.USER);
      routes.get(model + "/ready", this::ready, Access.USER);
      routes.post(model + "/infer", this::infer, Access.USER);
    }
  }

  private static void server(Context context) {
    answer(context, new Server("signet", SignetVersion.current(), List.of("binary_tensor_data")));
  }

  private void metadata(Context context) {
    ServedModel model = find(context);
    InputSize size = model.manifest().model().input();
    int classes = model.manifest().classes().size();
    Tensor input = new Tensor(INPUT, "UINT8", List.of(-1, size.height(), size.width(), 3));
    String name = model.identity().name();
    answer(
        context,
        new Metadata(
            name,
            models.versions(name),
            PLATFORM,
            List.of(input),
            Stream.of(OutputTensor.values())
                .map(it -> new Tensor(it.label(), it.datatype(), it.shape(-1, classes)))
                .toList()));
  }

  private void ready(Context context) {
    answer(context, new Ready(find(context).identity().name(), true));
  }

  private void infer(Context context) {
    find(context); // a wrong name is said before a wrong body
    InferRequest request =
        InferRequestReader.read(
            Exchange.body(context), context.header(InferRequestReader.JSON_LENGTH));
    PictureTensor pictures = new PictureTensor(request.input(), config.mostPictures());
    Duration longest = config.batching().deadline();
    Duration wanted = request.timeout().filter(time -> time.compareTo(longest) < 0).orElse(longest);
    Deadline deadline = Deadline.in(wanted);
    BooleanSupplier gone = ClientPresence.goneFrom(context);
    context.future(
        () ->
            ask(
                    context,
                    model ->
                        answers(model, pictures, deadline, gone)
                            .thenApply(
                                all ->
                                    InferResponse.of(request, model.identity(), predictions(all))))
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

  private static CompletableFuture<List<PictureAnswer>> answers(
      ServedModel model, PictureTensor pictures, Deadline deadline, BooleanSupplier gone) {
    return pictures.isFiles()
        ? model.answer(pictures.files(), deadline, gone)
        : model.answerPixels(pictures.pixels(model.manifest().model().input()), deadline, gone);
  }

  private static List<Prediction> predictions(List<PictureAnswer> answers) {
    for (PictureAnswer answer : answers) {
      if (answer.problem().isPresent()) {
        throw new ProblemException(HttpStatus.UNPROCESSABLE_ENTITY_422, answer.problem().get());
      }
    }
    return answers.stream().map(answer -> answer.prediction().orElseThrow()).toList();
  }

  private <T> CompletableFuture<T> ask(
      Context context, java.util.function.Function<ServedModel, CompletableFuture<T>> question) {
    try {
      return models.ask(name(context), version(context), question);
    } catch (RuntimeException e) {
      throw ModelFailures.of(e);
    }
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

  private ServedModel find(Context context) {
    try {
      return models.find(name(context), version(context));
    } catch (RuntimeException e) {
      throw ModelFailures.of(e);
    }
  }

  private static Optional<String> name(Context context) {
    return Optional.of(context.pathParam("name"));
  }

  private static Optional<String> version(Context context) {
    return Optional.ofNullable(context.pathParamMap().get("version"));
  }

  private static void answer(Context context, Record answer) {
    Exchange.json(context, Json.bytes(answer));
  }
}
