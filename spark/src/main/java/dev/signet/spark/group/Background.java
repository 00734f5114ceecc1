package dev.signet.spark.group;

/** Threads for what may wait longer than anybody wants: they keep no process from ending. */
final class Background {
  private Background() {}

  static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
