package dev.signet.libtorch;

import dev.signet.SignetException;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * What libtorch has once for the whole process and what decides over a training's last bits: the
 * number of threads and whether operators must be deterministic. One run at a time has them, until
 * {@link #close} puts them back; workers of one run in one process share them. To be used and
 * closed by the thread that claimed them, because a number of threads is also that thread's own.
 */
public final class ProcessSettings implements AutoCloseable {
  private static @Nullable Held held; // guarded by the class

  private final int threads;

  /** Who has them, and what they were before. */
  private static final class Held {
    private final String what;
    private final Flags before;
    private int users = 1;

    Held(String what, Flags before) {
      this.what = what;
      this.before = before;
    }
  }

  private record Flags(
      boolean algorithms, boolean warnOnly, boolean cudnn, boolean mkldnn, boolean fill) {
    static Flags current() {
      Context context = torch.globalContext();
      return new Flags(
          context.deterministicAlgorithms(),
          context.deterministicAlgorithmsWarnOnly(),
          context.deterministicCuDNN(),
          context.deterministicMkldnn(),
          context.deterministicFillUninitializedMemory());
    }

    void set() {
      Context context = torch.globalContext();
      context.setDeterministicAlgorithms(algorithms, warnOnly);
      context.setDeterministicCuDNN(cudnn);
      context.setDeterministicMkldnn(mkldnn);
      context.setDeterministicFillUninitializedMemory(fill);
    }
  }

  private ProcessSettings() {
    threads = Libtorch.threads();
  }

  /**
   * Takes them until {@link #close}.
   *
   * @param what they are for, such as {@code training runs/a}; who says the same shares them
   * @throws SignetException if somebody has them already for something else
   */
  public static ProcessSettings claim(String what) {
    Libtorch.load();
    synchronized (ProcessSettings.class) {
      if (held == null) {
        held = new Held(what, Flags.current());
      } else if (held.what.equals(what)) {
        held.users++;
      } else {
        throw new SignetException(
            ("%s is not possible now: this process is %s, and libtorch's threads and determinism"
                    + " are settings of the whole process; wait for its end, or use another process")
                .formatted(what, held.what));
      }
      return new ProcessSettings();
    }
  }

  /**
   * Sets them. The same number of threads gives the same results.
   *
   * @param newThreads that libtorch's operators use, at least 1
   * @param deterministic whether only operators are allowed that give the same bytes every time;
   *     one that cannot raises an error. On the processor all that Signet uses are such
   */
  public void use(int newThreads, boolean deterministic) {
    Libtorch.useThreads(newThreads);
    // Memory is not filled: that is to find reads of what nobody wrote, and takes time.
    new Flags(deterministic, false, deterministic, deterministic, false).set();
  }

  @Override
  public void close() {
    Libtorch.useThreads(threads);
    synchronized (ProcessSettings.class) {
      if (held != null && --held.users == 0) {
        held.before.set();
        held = null;
      }
    }
  }
}
