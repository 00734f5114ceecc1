package dev.signet.lab;

import dev.signet.metrics.Spread;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A stopwatch for work that is done again and again, with a lap for each of its parts. */
final class Laps<P extends Enum<P>> {
  private final Map<P, List<Double>> times;
  private final List<Double> rounds = new ArrayList<>();
  private boolean counted;
  private long started;
  private long last;

  Laps(Class<P> parts) {
    times = new EnumMap<>(parts);
  }

  /** A round begins, which counts or is there to warm up. */
  void start(boolean count) {
    counted = count;
    started = System.nanoTime();
    last = started;
  }

  /** A part of the round has ended, and the next one begins. */
  void ended(P part) {
    long now = System.nanoTime();
    if (counted) {
      times.computeIfAbsent(part, p -> new ArrayList<>()).add((now - last) / 1e6);
    }
    last = now;
  }

  /** The round has ended, with its last part. */
  void stop() {
    if (counted) {
      rounds.add((last - started) / 1e6);
    }
  }

  /** Milliseconds of each part. */
  Map<P, Double> medians() {
    Map<P, Double> medians = new TreeMap<>(); // in the order of the parts
    times.forEach((part, values) -> medians.put(part, Spread.of(values).median()));
    return medians;
  }

  /** Milliseconds of the rounds. */
  Spread rounds() {
    return Spread.of(rounds);
  }
}
