package dev.signet.server.http;

import dev.signet.SignetException;

/** A request that cannot be answered, and how that is said over HTTP. */
public final class ProblemException extends SignetException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /** Ends the handling of a request. */
  public ProblemException(Problem problem) {
    super(problem.detail());
    this.problem = problem;
  }

  /** Ends the handling of a request. */
  public ProblemException(int status, String detail) {
    this(Problem.of(status, detail));
  }

  /** What is answered. */
  public Problem problem() {
    return problem;
  }
}
