package dev.signet;

/** Java's heap is full. */
public final class HeapFullException extends SignetException {
  private static final long serialVersionUID = 1L;

  /** Says how large the heap is and what to do. */
  public HeapFullException(OutOfMemoryError cause) {
    super(
        Text.of(
            "Java's heap of %d MB is full; give it more (SIGNET_JAVA_OPTS=-Xmx4g), or fewer or smaller pictures (--input)",
            Runtime.getRuntime().maxMemory() >> 20),
        cause);
  }

  /**
   * Whether it is the heap: JavaCPP and direct buffers throw the same for memory outside of it, and
   * say so. One that a parallel stream has thrown again on another thread has lost its message.
   */
  public static boolean isOfHeap(OutOfMemoryError error) {
    String message = error.getMessage();
    return message == null || message.contains("heap space") || message.contains("GC overhead");
  }
}
