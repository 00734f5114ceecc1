package dev.signet.studio;

import dev.signet.config.Json;
import dev.signet.metrics.EvaluatedPicture;
import dev.signet.metrics.Evaluation;
import dev.signet.runfolder.PredictionsFile;
import dev.signet.server.http.Access;
import dev.signet.server.http.Exchange;
import dev.signet.studio.judge.Comparison;
import dev.signet.studio.judge.JudgedPicture;
import dev.signet.studio.judge.Verdict;
import dev.signet.studio.project.ListedPicture;
import dev.signet.studio.project.PictureRef;
import dev.signet.studio.project.Project;
import dev.signet.studio.project.ProjectException;
import dev.signet.studio.project.ProjectState.ClassState;
import dev.signet.studio.project.Sentence;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The paths by which a page says what runs are worth. */
final class JudgeRoutes {
  private final Project project;
  private final RunShelf shelf;

  JudgeRoutes(Project project, RunShelf shelf) {
    this.project = project;
    this.shelf = shelf;
  }

  void add(RoutesConfig routes) {
    routes.get("/v1/judge", this::verdict, Access.USER);
    routes.get("/v1/judge/compare", this::compare, Access.USER);
  }

  private void verdict(Context context) {
    String name = Asked.text(context, "run");
    RunReader run = run(name);
    Evaluation evaluation =
        run.read().evaluation().orElseThrow(() -> new ProjectException(Sentence.NOT_JUDGED, name));
    Verdict verdict = Verdict.of(evaluation, pictures(run, name), finder());
    Exchange.json(context, Json.bytes(verdict));
  }

  private void compare(Context context) {
    String first = Asked.text(context, "a");
    String second = Asked.text(context, "b");
    Comparison comparison =
        Comparison.of(pictures(run(first), first), pictures(run(second), second), finder());
    Exchange.json(context, Json.bytes(comparison));
  }

  private RunReader run(String name) {
    return shelf.find(name).orElseThrow(() -> new ProjectException(Sentence.NO_RUN, name));
  }

  private static List<EvaluatedPicture> pictures(RunReader run, String name) {
    Path file = run.folder().predictions();
    if (!Files.isRegularFile(file)) {
      throw new ProjectException(Sentence.NOT_JUDGED, name);
    }
    return PredictionsFile.read(file);
  }

  /** Looks pictures up among those that lie in the project now. */
  private Function<EvaluatedPicture, Optional<JudgedPicture>> finder() {
    Map<PictureRef, Long> times = new HashMap<>();
    for (ClassState each : project.state().classes()) {
      for (ListedPicture picture : project.pictures(each.label())) {
        times.put(new PictureRef(each.label(), picture.name()), picture.time());
      }
    }
    return judged ->
        RunPictures.of(project.root(), judged.id())
            .flatMap(
                ref ->
                    Optional.ofNullable(times.get(ref))
                        .map(
                            time ->
                                new JudgedPicture(
                                    ref.label(),
                                    ref.name(),
                                    time,
                                    judged.predicted(),
                                    judged.probability())));
  }
}
