package dev.signet.training;

import dev.signet.HeapFullException;
import dev.signet.SignetException;
import dev.signet.Text;
import dev.signet.config.RunConfig;
import java.util.Locale;
import org.bytedeco.javacpp.Pointer;

/** Memory that was refused, in Java or in libtorch, as a sentence. */
final class MemoryShortage {
  private MemoryShortage() {}

  /** The sentence, if that is what the failure is; otherwise the failure itself is thrown on. */
  static SignetException explain(Throwable failure, RunConfig config) {
    if (!isShortage(failure)) {
      throw rethrown(failure);
    }
    if (failure instanceof OutOfMemoryError error && HeapFullException.isOfHeap(error)) {
      return new HeapFullException(error);
    }
    int batch = config.training().batches().size();
    return new SignetException(
        Text.of(
            "out of memory with a batch of %d pictures: %s",
            batch, MemoryForecast.of(config).advice(Math.min(free(), half(config)))),
        failure);
  }

  private static long free() {
    long free = Pointer.availablePhysicalBytes();
    return free > 0 ? free : Long.MAX_VALUE;
  }

  /** Whatever is free: it was not enough for the whole batch. */
  private static long half(RunConfig config) {
    MemoryForecast forecast = MemoryForecast.of(config);
    return forecast.fixed() + forecast.picture() * config.training().batches().size() / 2;
  }

  private static boolean isShortage(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return failure instanceof OutOfMemoryError
        || (failure instanceof RuntimeException
            && (message.contains("can't allocate memory")
                || message.contains("out of memory")
                || message.contains("bad_alloc")));
  }

  private static RuntimeException rethrown(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException runtime
        ? runtime
        : new IllegalStateException(failure);
  }
}
