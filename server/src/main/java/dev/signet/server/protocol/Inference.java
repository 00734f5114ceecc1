package dev.signet.server.protocol;

import dev.signet.SignetVersion;
import dev.signet.config.InputSize;
import dev.signet.inference.Prediction;
import dev.signet.server.api.ModelFailures;
import dev.signet.server.config.ServerConfig;
import dev.signet.server.http.ProblemException;
import dev.signet.server.models.Deadline;
import dev.signet.server.models.ModelIdentity;
import dev.signet.server.models.PictureAnswer;
import dev.signet.server.models.ServedModel;
import dev.signet.server.models.ServedModels;
import dev.signet.server.protocol.Metadata.IndexEntry;
import dev.signet.server.protocol.Metadata.ModelMetadata;
import dev.signet.server.protocol.Metadata.ServerMetadata;
import dev.signet.server.protocol.Metadata.TensorMetadata;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpStatus;

/**
 * What the Open Inference Protocol asks of the models, whether over HTTP or over gRPC. What cannot
 * be answered is a {@link ProblemException}. Safe for use by many threads.
 */
public final class Inference {
  private final ServedModels models;
  private final ServerConfig config;

  /** Asks these models. */
  public Inference(ServedModels models, ServerConfig config) {
    this.models = models;
    this.config = config;
  }

  /**
   * What a model said.
   *
   * @param predictions one a picture
   */
  public record Inferred(InferRequest request, ModelIdentity model, List<Prediction> predictions) {
    /** An output's shape. */
    public List<Integer> shape(OutputTensor tensor) {
      return tensor.shape(predictions.size(), predictions.get(0).ranking().size());
    }
  }

  /** What the service is. */
  public ServerMetadata server() {
    return new ServerMetadata("signet", SignetVersion.current(), List.of("binary_tensor_data"));
  }

  /** Every version of every model that is served. */
  public List<IndexEntry> index() {
    return models.all().stream().map(IndexEntry::of).toList();
  }

  /** A model; without a version its current one. */
  public ServedModel find(String name, Optional<String> version) {
    return orProblem(() -> models.find(Optional.of(name), version));
  }

  /** A model's tensors. */
  public ModelMetadata metadata(String name, Optional<String> version) {
    ServedModel model = find(name, version);
    InputSize size = model.manifest().model().input();
    List<String> classes = model.manifest().classes();
    TensorMetadata input =
        new TensorMetadata(
            InputTensor.NAME, "UINT8", List.of(-1, size.height(), size.width(), 3), Map.of());
    return new ModelMetadata(
        name,
        orProblem(() -> models.versions(name)),
        Metadata.platform(model.runtime()),
        List.of(input),
        Stream.of(OutputTensor.values()).map(it -> TensorMetadata.of(it, classes)).toList());
  }

  /**
   * What a model says of the pictures of a request.
   *
   * @param gone whether nobody waits for the answer any more
   */
  public CompletableFuture<Inferred> infer(
      String name, Optional<String> version, InferRequest request, BooleanSupplier gone) {
    PictureTensor pictures = new PictureTensor(request.input(), config.mostPictures());
    Duration longest = config.batching().deadline();
    Duration wanted = request.timeout().filter(time -> time.compareTo(longest) < 0).orElse(longest);
    Deadline deadline = Deadline.in(wanted);
    return orProblem(
        () ->
            models.ask(
                Optional.of(name),
                version,
                model ->
                    answers(model, pictures, deadline, gone)
                        .thenApply(
                            all -> new Inferred(request, model.identity(), predictions(all)))));
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

  private static <T> T orProblem(Supplier<T> question) {
    try {
      return question.get();
    } catch (RuntimeException e) {
      throw ModelFailures.of(e);
    }
  }
}
