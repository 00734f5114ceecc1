package dev.signet.training;

import dev.signet.Text;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * The outermost scope of a thread for a few steps: what is made in no other scope is left over, and
 * this one notes where it was made. Not safe for use by several threads.
 */
final class CreationSites extends PointerScope {
  private static final int MOST = 5;

  private final Map<String, Integer> counts = new HashMap<>();

  @Override
  public PointerScope attach(Pointer pointer) {
    counts.merge(pointer.getClass().getSimpleName() + " at " + site(), 1, Integer::sum);
    return super.attach(pointer);
  }

  /** The first frame that is not of the presets or of this class. */
  private static String site() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .filter(frame -> !frame.getClassName().startsWith("org.bytedeco."))
                    .filter(frame -> !frame.getClassName().equals(CreationSites.class.getName()))
                    .findFirst()
                    .map(frame -> frame.toStackTraceElement().toString())
                    .orElse("an unknown place"));
  }

  /** Whether nothing was left over by this thread. */
  boolean isEmpty() {
    return counts.isEmpty();
  }

  /** The places that left most, in one line. */
  String describe() {
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(MOST)
        .map(entry -> Text.of("%d times %s", entry.getValue(), entry.getKey()))
        .collect(Collectors.joining(", "));
  }
}
