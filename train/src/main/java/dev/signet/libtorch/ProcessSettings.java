package dev.signet.libtorch;

import dev.signet.SignetException;
import java.util.concurrent.atomic.AtomicReference;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * What libtorch has once for the whole process and what decides over a training's last bits: the
 * number of threads and whether operators must be deterministic. One at a time has them, until
 * {@link #close} puts them back. To be used and closed by the thread that claimed them, because a
 * number of threads is also that thread's own.
 */
public final class ProcessSettings implements AutoCloseable {
  private static final AtomicReference<@Nullable String> HOLDER = new AtomicReference<>();
  private static final String CUBLAS_WORKSPACE = "CUBLAS_WORKSPACE_CONFIG";

  private final int threads;
  private final boolean algorithms;
  private final boolean warnOnly;
  private final boolean cudnn;
  private final boolean mkldnn;
  private final boolean fill;

  private ProcessSettings() {
    Context context = torch.globalContext();
    threads = Libtorch.threads();
    algorithms = context.deterministicAlgorithms();
    warnOnly = context.deterministicAlgorithmsWarnOnly();
    cudnn = context.deterministicCuDNN();
    mkldnn = context.deterministicMkldnn();
    fill = context.deterministicFillUninitializedMemory();
  }

  /**
   * Takes them until {@link #close}.
   *
   * @param what they are for, such as {@code training runs/a}
   * @throws SignetException if somebody has them already
   */
  public static ProcessSettings claim(String what) {
    Libtorch.load();
    String other = HOLDER.compareAndExchange(null, what);
    if (other != null) {
      throw new SignetException(
          ("%s is not possible now: this process is %s, and libtorch's threads and determinism are"
                  + " settings of the whole process; wait for its end, or use another process")
              .formatted(what, other));
    }
    return new ProcessSettings();
  }

  /**
   * Sets them. The same number of threads gives the same results.
   *
   * @param newThreads that libtorch's operators use, at least 1
   * @param deterministic whether only operators are allowed that give the same bytes every time;
   *     one that cannot raises an error. On the processor all that Signet uses are such
   */
  public void use(int newThreads, boolean deterministic) {
    if (deterministic && !torch.has_env(CUBLAS_WORKSPACE)) {
      torch.set_env(CUBLAS_WORKSPACE, ":4096:8"); // else libtorch refuses cuBLAS, on CUDA
    }
    // Memory is not filled: that is to find reads of what nobody wrote, and takes time.
    set(newThreads, deterministic, false, deterministic, deterministic, false);
  }

  private static void set(
      int threads,
      boolean algorithms,
      boolean warnOnly,
      boolean cudnn,
      boolean mkldnn,
      boolean fill) {
    Libtorch.useThreads(threads);
    Context context = torch.globalContext();
    context.setDeterministicAlgorithms(algorithms, warnOnly);
    context.setDeterministicCuDNN(cudnn);
    context.setDeterministicMkldnn(mkldnn);
    context.setDeterministicFillUninitializedMemory(fill);
  }

  @Override
  public void close() {
    set(threads, algorithms, warnOnly, cudnn, mkldnn, fill);
    HOLDER.set(null);
  }
}
