package dev.signet.run;

import dev.signet.training.TrainingListener;

/**
 * Watches a run: what {@link TrainingListener} says of its steps, and what comes before and after
 * them. It is called on the run's own thread; what it throws ends the run.
 */
public interface RunListener extends TrainingListener {
  /** The folder is this run's alone; nothing was computed yet. */
  default void runBegan(RunBegan event) {}

  /** The pictures were audited, if that is wanted; the network is made next. */
  default void dataAudited(DataAudited event) {}

  /**
   * The parameters were written: as a training left them, or the last good ones of a failed one.
   */
  default void modelSaved(ModelSaved event) {}

  /** The finished model was judged. */
  default void modelJudged(ModelJudged event) {}

  /** The run's page was written. */
  default void reportWritten(ReportWritten event) {}

  /** A file of the run could not be written; the run goes on without it. */
  default void reportFailed(ReportFailed event) {}
}
