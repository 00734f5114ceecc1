package dev.signet.spark.group;

import dev.signet.SignetException;
import dev.signet.libtorch.Libtorch;
import java.time.Duration;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.TCPStore;
import org.bytedeco.pytorch.TCPStoreOptions;

/**
 * Where the workers of a group find each other: a small store of keys that the first worker serves
 * on a port. It is needed as long as the group is, which closes it.
 */
public final class Rendezvous implements AutoCloseable {
  private final PointerScope owner;
  private final String host;
  private final TCPStore store;

  private Rendezvous(PointerScope owner, String host, TCPStore store) {
    this.owner = owner;
    this.host = host;
    this.store = store;
  }

  /**
   * Serves the store on a free port.
   *
   * @param host of this worker, as the others reach it
   */
  public static Rendezvous serve(String host, Duration timeout) {
    return open(host, 0, true, timeout);
  }

  /**
   * Finds the store that another worker serves.
   *
   * @throws SignetException if nobody answers there
   */
  public static Rendezvous find(String host, int port, Duration timeout) {
    return open(host, port, false, timeout);
  }

  private static Rendezvous open(String host, int port, boolean server, Duration timeout) {
    Libtorch.load();
    try (PointerScope owner = new PointerScope()) {
      TCPStoreOptions options =
          new TCPStoreOptions()
              .port((short) port)
              .isServer(server)
              .waitWorkers(false)
              .timeout(new Milliseconds(timeout.toMillis()));
      Rendezvous made = new Rendezvous(owner, host, new TCPStore(host, options));
      owner.extend(); // outlives this block
      return made;
    } catch (RuntimeException e) {
      throw new SignetException(
          "%s:%s cannot be reached (%s); the workers need every port between them open"
              .formatted(host, server ? "a free port" : port, firstLine(e)),
          e);
    }
  }

  static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
  }

  /** One more way into the same store: libtorch's classes take each for themselves. */
  Rendezvous again(Duration timeout) {
    return find(host, port(), timeout);
  }

  /** The port that it is served on. */
  public int port() {
    return store.getPort() & 0xffff;
  }

  TCPStore store() {
    return store;
  }

  @Override
  public void close() {
    owner.close();
  }
}
