package dev.signet.testing;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Says in the log which tests were skipped and why: a missing Python, say. Found by JUnit. */
public final class SkippedTests implements TestWatcher {
  @Override
  public void testAborted(ExtensionContext test, @Nullable Throwable cause) {
    System.out.printf(
        "SKIPPED %s.%s: %s%n",
        test.getRequiredTestClass().getSimpleName(),
        test.getDisplayName(),
        cause == null ? "no reason given" : cause.getMessage());
  }
}
