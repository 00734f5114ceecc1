package dev.signet;

/** Java's heap is full, or what it may have of direct buffers, which is as much. */
public final class HeapFullException extends SignetException {
  private static final long serialVersionUID = 1L;

  /** Says how large the heap is and what to do. */
  public HeapFullException(OutOfMemoryError cause) {
    super(
        Text.of(
            "Java's %s full; give it more (SIGNET_JAVA_OPTS=-Xmx4g), or fewer or smaller pictures (--input)",
            Text.of(
                isOfDirectBuffers(cause)
                    ? "direct buffers, which may take as much as its heap of %d MB, are"
                    : "heap of %d MB is",
                Runtime.getRuntime().maxMemory() >> 20)),
        cause);
  }

  /**
   * Whether it is the heap, or its direct buffers: JavaCPP throws the same for memory outside of
   * both, and says so. One that a parallel stream has thrown again on another thread has lost its
   * message.
   */
  public static boolean isOfHeap(OutOfMemoryError error) {
    String message = error.getMessage();
    return message == null
        || message.contains("heap space")
        || message.contains("GC overhead")
        || isOfDirectBuffers(error);
  }

  private static boolean isOfDirectBuffers(OutOfMemoryError error) {
    return String.valueOf(error.getMessage()).contains("direct buffer memory");
  }
}
