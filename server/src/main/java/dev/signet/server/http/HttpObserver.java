package dev.signet.server.http;

/** Watches requests; it changes nothing. Called by the threads that answer them. */
public interface HttpObserver {
  /** Sees nothing. */
  HttpObserver NONE = new HttpObserver() {};

  /**
   * A route has answered.
   *
   * @param route the pattern of its path, such as {@code /v1/models/{name}}; never the path itself
   */
  default void answered(String method, String route, int status, double millis) {}

  /** A request was turned away before it reached a route. */
  default void refused(int status) {}
}
