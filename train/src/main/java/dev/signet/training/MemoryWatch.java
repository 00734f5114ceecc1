package dev.signet.training;

import dev.signet.SignetException;
import dev.signet.Text;
import dev.signet.libtorch.NativeMemory;
import dev.signet.runfolder.EpochRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Ends a training whose native memory grows, and says where what grew was made. Warm-up is the
 * first {@value #WARM_UP} steps and the first epoch of each picture size. Not safe for use by
 * several threads.
 */
final class MemoryWatch implements StoppingRule {
  private static final int WARM_UP = 50;
  private static final int STEPS_BETWEEN_LOOKS = 100;
  private static final int STEPS_OF_TRACING = 5;
  private static final long MOST_OBJECTS = 1000;

  private final long mostBytes;
  private final IntToDoubleFunction scale;
  private int epoch;
  private long steps;
  private long fewestObjects = Long.MAX_VALUE;
  private Optional<Long> bytesBefore = Optional.empty();
  private @Nullable CreationSites sites;
  private String grown = "";

  /**
   * A watch.
   *
   * @param megabytes that it may grow by
   * @param scale of the pictures in an epoch: with it memory grows rightly
   */
  MemoryWatch(double megabytes, IntToDoubleFunction scale) {
    this.mostBytes = Math.round(megabytes * (1 << 20));
    this.scale = scale;
  }

  @Override
  public Optional<StopReason> afterStep() {
    steps++;
    if (sites != null) {
      failAfterTracing(sites);
    } else if (steps > WARM_UP) {
      look();
    }
    return Optional.empty();
  }

  private void look() {
    long objects = NativeMemory.liveObjects();
    fewestObjects = Math.min(fewestObjects, objects);
    if (objects - fewestObjects > MOST_OBJECTS) {
      trace(Text.of("%d native objects were left over", objects - fewestObjects));
    } else if (steps % STEPS_BETWEEN_LOOKS == 0 && bytesBefore.isPresent()) {
      long growth = NativeMemory.now().bytes() - bytesBefore.get();
      if (growth > mostBytes) {
        trace(Text.of("native memory grew by %d MB", growth >> 20));
      }
    }
  }

  private void trace(String what) {
    grown = what;
    steps = 0;
    sites = new CreationSites(); // until a few more steps have shown what they leave
  }

  private void failAfterTracing(CreationSites traced) {
    if (steps < STEPS_OF_TRACING) {
      return;
    }
    traced.close();
    if (traced.isEmpty()) { // libtorch's or malloc's own growth, no leak of ours: measure anew
      sites = null;
      fewestObjects = NativeMemory.liveObjects();
      bytesBefore = Optional.of(NativeMemory.now().bytes());
      return;
    }
    throw new SignetException(
        Text.of(
            "%s, more than allowed (%d MB, --max-native-growth); left over in the steps after: %s",
            grown, mostBytes >> 20, traced.describe()));
  }

  @Override
  public Optional<StopReason> afterEpoch(List<EpochRecord> history) {
    boolean another = scale.applyAsDouble(epoch) != scale.applyAsDouble(history.size());
    epoch = history.size();
    if (another) {
      steps = 0;
      bytesBefore = Optional.empty();
    } else if (bytesBefore.isEmpty() && steps > WARM_UP) {
      bytesBefore = Optional.of(NativeMemory.now().bytes());
    }
    return Optional.empty();
  }
}
