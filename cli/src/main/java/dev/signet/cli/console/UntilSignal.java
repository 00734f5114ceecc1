package dev.signet.cli.console;

import java.util.concurrent.CountDownLatch;

/** A service that runs until a signal ends it. */
public final class UntilSignal {
  private UntilSignal() {}

  /**
   * Returns after a signal, once the service has ended.
   *
   * @param end ends it; the JVM goes when that returns
   */
  public static void await(Runnable end) {
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  end.run();
                  ended.countDown();
                },
                "drain"));
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
