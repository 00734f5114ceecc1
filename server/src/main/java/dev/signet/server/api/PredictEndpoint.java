package dev.signet.server.api;

import dev.signet.config.Json;
import dev.signet.server.config.ServerConfig;
import dev.signet.server.http.ClientPresence;
import dev.signet.server.http.Exchange;
import dev.signet.server.http.ProblemException;
import dev.signet.server.models.Deadline;
import dev.signet.server.models.Picture;
import dev.signet.server.models.PictureAnswer;
import dev.signet.server.models.ServedModels;
import io.javalin.http.Context;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpStatus;

/** {@code POST /v1/predict}: what a model says of pictures. */
final class PredictEndpoint {
  private final ServedModels models;
  private final ServerConfig config;
  private final Executor threads;

  PredictEndpoint(ServedModels models, ServerConfig config, Executor threads) {
    this.models = models;
    this.config = config;
    this.threads = threads;
  }

  void handle(Context context) {
    long start = System.nanoTime();
    PredictOptions options = PredictOptions.of(context, config.batching().deadline());
    List<Picture> pictures = Pictures.of(context, config);
    BooleanSupplier gone = ClientPresence.goneFrom(context);
    context.future(
        () ->
            ask(options, pictures, gone)
                .handleAsync(
                    (answer, failure) -> {
                      if (failure != null) {
                        throw ModelFailures.of(failure);
                      }
                      return answer.toJson(Exchange.id(context), options.topK(), start);
                    },
                    threads)
                .thenAccept(json -> Exchange.json(context, json)));
  }

  private CompletableFuture<ModelAnswer> ask(
      PredictOptions options, List<Picture> pictures, BooleanSupplier gone) {
    try {
      Deadline deadline = Deadline.in(options.deadline());
      return models.ask(
          options.model(),
          options.version(),
          model ->
              (options.explain()
                      ? model.explain(pictures, deadline, gone)
                      : model.answer(pictures, deadline, gone))
                  .thenApply(answers -> new ModelAnswer(model.identity(), answers)));
    } catch (RuntimeException e) {
      throw ModelFailures.of(e);
    }
  }

  /** What a model said, and which one. */
  private record ModelAnswer(
      dev.signet.server.models.ModelIdentity model, List<PictureAnswer> answers) {
    /** A lone picture that cannot be read is the request's fault; one of several says so itself. */
    byte[] toJson(String requestId, int topK, long startNanos) {
      if (answers.stream().allMatch(answer -> answer.problem().isPresent())) {
        throw new ProblemException(
            HttpStatus.UNPROCESSABLE_ENTITY_422, answers.get(0).problem().orElseThrow());
      }
      return Json.bytes(Answers.of(requestId, model, answers, topK, startNanos));
    }
  }
}
