package dev.signet.server.http;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes of bodies that are held at one time, over all requests. Safe for use by many threads. */
public final class BodyBudget {
  private final long most;
  private final AtomicLong held = new AtomicLong();

  /** So many bytes. */
  public BodyBudget(long most) {
    this.most = most;
  }

  /** Takes bytes if there are so many left. */
  public boolean take(long bytes) {
    if (held.addAndGet(bytes) > most) {
      held.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  /** Gives bytes back that were taken. */
  public void giveBack(long bytes) {
    held.addAndGet(-bytes);
  }

  /** Bytes that are taken. */
  public long held() {
    return held.get();
  }
}
