package dev.signet.cli.console;

import dev.signet.training.StopSignal;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;

/**
 * Lets a training end cleanly on SIGINT and SIGTERM: it asks the training to stop, and the JVM
 * waits until {@link #close} says that all is saved and said. The exit code is the JVM's own, 130
 * or 143. A second signal ends the process at once, with the same code: every file is written
 * beside its place and then moved, so none is harmed.
 */
public final class InterruptGuard implements AutoCloseable {
  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook;

  private InterruptGuard(StopSignal stop, PrintWriter err, String promise) {
    hook =
        new Thread(
            () -> {
              SecondSignal.endsAtOnce(err);
              err.println();
              err.println(promise);
              err.flush();
              stop.request();
              awaitDone();
            },
            "interrupt-guard");
  }

  /**
   * Installs the guard.
   *
   * @param promise what is said on a signal: what becomes of the training
   */
  public static InterruptGuard install(StopSignal stop, PrintWriter err, String promise) {
    InterruptGuard guard = new InterruptGuard(stop, err, promise);
    try {
      Runtime.getRuntime().addShutdownHook(guard.hook);
    } catch (IllegalStateException e) {
      // The JVM is shutting down already, before anything was written: nothing is to be guarded.
      stop.request();
    }
    return guard;
  }

  private void awaitDone() {
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is shutting down: the hook has run and is waiting for the latch.
    }
  }
}
