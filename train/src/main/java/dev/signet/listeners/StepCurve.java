package dev.signet.listeners;

import dev.signet.runfolder.RunProgress;
import dev.signet.training.StepCompleted;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps of a training in at most {@value #MOST} points, however many there are: when they are
 * full, two neighbours become one. Not safe for use by several threads.
 */
final class StepCurve {
  static final int MOST = 256;

  private final List<Long> at = new ArrayList<>();
  private final List<Double> loss = new ArrayList<>();
  private final List<Double> learningRate = new ArrayList<>();
  private int width = 1; // steps a point
  private int filled; // steps in the last point

  void add(StepCompleted event) {
    double value = event.result().loss();
    if (filled == 0) {
      makeRoom();
      at.add(event.step());
      loss.add(value);
      learningRate.add(event.lr());
    } else {
      int last = at.size() - 1;
      at.set(last, event.step());
      loss.set(last, (loss.get(last) * filled + value) / (filled + 1));
      learningRate.set(last, event.lr());
    }
    filled = (filled + 1) % width;
  }

  private void makeRoom() {
    if (at.size() < MOST) {
      return;
    }
    for (int i = 0; i < MOST / 2; i++) {
      at.set(i, at.get(2 * i + 1));
      loss.set(i, (loss.get(2 * i) + loss.get(2 * i + 1)) / 2);
      learningRate.set(i, learningRate.get(2 * i + 1));
    }
    for (List<?> list : List.of(at, loss, learningRate)) {
      list.subList(MOST / 2, MOST).clear();
    }
    width *= 2;
  }

  RunProgress.Steps points() {
    return new RunProgress.Steps(at, loss, learningRate);
  }
}
