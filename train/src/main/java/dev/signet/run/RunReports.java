package dev.signet.run;

import dev.signet.data.ImageSource;
import dev.signet.listeners.BestEffort;
import dev.signet.listeners.CsvEpochs;
import dev.signet.listeners.LossCurve;
import dev.signet.listeners.ProgressFile;
import dev.signet.listeners.TensorBoardReport;
import dev.signet.listeners.WatchedFile;
import dev.signet.runfolder.RunFolder;
import dev.signet.training.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What every run writes while it trains. None of it ends the training. */
final class RunReports implements AutoCloseable {
  private final RunListener listener;
  private final List<BestEffort> needed;
  private final List<BestEffort> watchers = new ArrayList<>();

  /**
   * Reports that go into the folder.
   *
   * @param watched the pictures that the training is watched by
   * @param listener is told what could not be written
   */
  RunReports(RunFolder folder, Optional<ImageSource> watched, RunListener listener) {
    this.listener = listener;
    needed =
        List.of(
            report(new TensorBoardReport(folder.path()), true),
            report(CsvEpochs.history(folder.history()), true),
            report(CsvEpochs.timing(folder.timing()), true),
            report(new LossCurve(folder.lossCurve(), problem -> tell(problem, false)), true));
    watchers.add(report(new ProgressFile(folder.progress()), false));
    watched.ifPresent(part -> watchers.add(report(new WatchedFile(folder.watched(), part), false)));
  }

  private BestEffort report(TrainingListener report, boolean incomplete) {
    return new BestEffort(report, problem -> tell(problem, incomplete));
  }

  private void tell(String problem, boolean incomplete) {
    listener.reportFailed(new ReportFailed(problem, incomplete));
  }

  /** Who is to be told of the training. */
  List<TrainingListener> listeners() {
    List<TrainingListener> all = new ArrayList<>(needed);
    all.addAll(watchers);
    return all;
  }

  /** Whether nothing that the run needs is missing. */
  boolean complete() {
    return needed.stream().noneMatch(BestEffort::failed);
  }

  @Override
  public void close() {
    watchers.forEach(BestEffort::close);
    needed.forEach(BestEffort::close);
  }
}
