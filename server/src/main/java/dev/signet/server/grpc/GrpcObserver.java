package dev.signet.server.grpc;

/** Watches calls; it changes nothing. Called by the threads that answer them. */
public interface GrpcObserver {
  /**
   * A call has ended.
   *
   * @param method such as {@code ModelInfer}
   * @param code of gRPC, such as {@code OK}
   */
  void called(String method, String code, double millis);

  /** A call was turned away, for a reason that has this status in HTTP. */
  void refused(int status);
}
