package dev.signet.studio;

import dev.signet.config.Json;
import dev.signet.server.http.Access;
import dev.signet.server.http.Exchange;
import dev.signet.studio.project.Project;
import dev.signet.studio.project.ProjectException;
import dev.signet.studio.project.ProjectState.ClassState;
import dev.signet.studio.project.Sentence;
import dev.signet.studio.training.Training;
import dev.signet.studio.training.Trainings;
import dev.signet.studio.training.Wish;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The paths by which a page has a network trained. */
final class TrainingRoutes {
  private static final int FEWEST = 2;

  private final Project project;
  private final Trainings trainings;
  private final RunShelf shelf;

  TrainingRoutes(Project project, Trainings trainings, RunShelf shelf) {
    this.project = project;
    this.trainings = trainings;
    this.shelf = shelf;
  }

  record Name(String name) {}

  void add(RoutesConfig routes) {
    routes.get(
        "/v1/trainings",
        it -> Exchange.json(it, Json.bytes(Map.of("trainings", rows()))),
        Access.USER);
    routes.post("/v1/trainings", this::ask, Access.USER);
    routes.post("/v1/trainings/pause", it -> end(it, Training.Turn.PAUSED), Access.USER);
    routes.post("/v1/trainings/stop", it -> end(it, Training.Turn.STOPPED), Access.USER);
    routes.post("/v1/trainings/resume", this::goOn, Access.USER);
  }

  /** All trainings as they are now, the newest first. */
  List<TrainingRow> rows() {
    Instant now = Instant.now();
    return trainings.all().stream().map(it -> TrainingRow.of(it, run(it), trainings, now)).toList();
  }

  private Optional<RunSnapshot> run(Training training) {
    return shelf.find(training.name()).map(RunReader::read);
  }

  /** The run that is shown in full: the one under way, else the newest. */
  Map<String, Object> live() {
    List<Training> all = trainings.all();
    return all.stream()
        .filter(Training::isRunning)
        .findFirst()
        .or(() -> all.stream().filter(it -> run(it).isPresent()).findFirst())
        .flatMap(this::run)
        .map(it -> RunParts.of(it, Instant.now()))
        .orElse(Map.of());
  }

  private void ask(Context context) {
    Wish wish = Asked.body(context, Wish.class);
    List<ClassState> classes = classes();
    if (classes.size() < FEWEST) {
      throw new ProjectException(Sentence.FEW_CLASSES, classes.size());
    }
    classes.stream()
        .filter(it -> it.pictures() < FEWEST)
        .findFirst()
        .ifPresent(
            it -> {
              throw new ProjectException(Sentence.FEW_PICTURES, it.label(), it.pictures());
            });
    Exchange.json(context, Json.bytes(new Name(trainings.ask(wish.orNetwork(fitting())).name())));
  }

  private List<ClassState> classes() {
    return project.state().classes().stream().filter(it -> it.pictures() > 0).toList();
  }

  /** The network that a training takes where none is asked for. */
  String fitting() {
    List<ClassState> classes = classes();
    return Wish.networkFor(classes.stream().mapToInt(ClassState::pictures).sum(), classes.size());
  }

  private Training asked(Context context) {
    String name = Asked.body(context, Name.class).name();
    return trainings.find(name).orElseThrow(() -> new ProjectException(Sentence.NO_RUN, name));
  }

  private void end(Context context, Training.Turn how) {
    Training training = asked(context);
    trainings.end(training, how);
    Exchange.json(context, Json.bytes(new Name(training.name())));
  }

  private void goOn(Context context) {
    Training training = asked(context);
    if (training.isRunning() || training.turn() == Training.Turn.WAITING) {
      throw new ProjectException(Sentence.UNDER_WAY, training.name());
    }
    trainings.goOn(training);
    Exchange.json(context, Json.bytes(new Name(training.name())));
  }
}
