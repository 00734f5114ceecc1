package dev.signet.spark.group;

import dev.signet.SignetException;
import dev.signet.Text;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Tells the neighbours in the ring through which gradients go that this worker is there, and
 * notices when one of them falls silent: a link that is cut closes no connection, and TCP alone
 * would go on trying for a quarter of an hour. That a neighbour's process ends is the group's to
 * notice. Safe for use by many threads.
 */
public final class Pulse implements AutoCloseable {
  /** A worker that computes sends signs of life too: only a link or a whole host is so silent. */
  private static final Duration SILENCE = Duration.ofSeconds(20);

  private static final Duration BEAT = Duration.ofSeconds(2);

  private final ServerSocket door;
  private final Duration silence;
  private final List<Socket> links = new CopyOnWriteArrayList<>();
  private volatile Optional<String> lost = Optional.empty();
  private volatile boolean closed;

  private Pulse(ServerSocket door, Duration silence) {
    this.door = door;
    this.silence = silence;
  }

  /**
   * The next or the previous worker in the ring.
   *
   * @param worker its number
   * @param host on which it runs
   * @param port on which it listens
   */
  public record Neighbour(int worker, String host, int port) {
    @Override
    public String toString() {
      return Text.of("worker %d on %s", worker, host);
    }
  }

  /**
   * Listens on a free port.
   *
   * @param host of this worker, as the others reach it
   * @throws SignetException if that is not an address of this machine
   */
  public static Pulse on(String host) {
    return on(host, SILENCE);
  }

  static Pulse on(String host, Duration silence) {
    try {
      return new Pulse(new ServerSocket(0, 1, InetAddress.getByName(host)), silence);
    } catch (IOException e) {
      throw new SignetException("%s cannot be listened on: %s".formatted(host, e.getMessage()), e);
    }
  }

  /** On which the previous worker finds this one. */
  public int port() {
    return door.getLocalPort();
  }

  /**
   * Connects with both neighbours and begins to listen to them.
   *
   * @param connect how long each of them may take
   * @throws SignetException if one cannot be reached, or does not come
   */
  public void join(Neighbour next, Neighbour previous, Duration connect) {
    int millis = (int) connect.toMillis();
    Background.start("signet-pulse", this::beat);
    try {
      Socket to = new Socket();
      links.add(to);
      to.connect(new InetSocketAddress(next.host(), next.port()), millis);
      listen(to, next);
    } catch (IOException e) {
      throw unreachable("%s cannot be reached on port %d", next, next.port(), e);
    }
    try {
      door.setSoTimeout(millis);
      Socket from = door.accept();
      links.add(from);
      listen(from, previous);
    } catch (IOException e) {
      throw unreachable("%s did not come to port %d", previous, port(), e);
    }
  }

  private static SignetException unreachable(
      String what, Neighbour who, int port, IOException cause) {
    return new SignetException(
        Text.of(what, who, port)
            + " (%s); the workers need every port between them open".formatted(cause.getMessage()),
        cause);
  }

  private void listen(Socket link, Neighbour from) throws IOException {
    link.setSoTimeout((int) silence.toMillis());
    InputStream in = link.getInputStream();
    Background.start("signet-pulse-of-" + from.worker(), () -> listen(in, from));
  }

  private void listen(InputStream in, Neighbour from) {
    try {
      while (in.read() >= 0) {
        // it is there
      }
    } catch (SocketTimeoutException e) {
      lost =
          Optional.of(
              Text.of(
                  "nothing was heard of %s for %d seconds: its host, or the link to it, is down",
                  from, silence.toSeconds()));
    } catch (IOException e) { // one of both has left
    }
  }

  private void beat() {
    while (!closed) {
      links.removeIf(link -> link.isConnected() && !beat(link));
      try {
        Thread.sleep(Math.min(BEAT.toMillis(), silence.toMillis() / 4));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Whether it still can: that a neighbour ends is the group's to notice. */
  private static boolean beat(Socket link) {
    try {
      link.getOutputStream().write(1);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Does nothing as long as both neighbours are heard.
   *
   * @throws SignetException if one has fallen silent
   */
  public void check() {
    if (lost.isPresent()) {
      throw new SignetException(lost.get());
    }
  }

  @Override
  public void close() {
    closed = true;
    try (ServerSocket last = door) {
      for (Socket link : links) {
        link.close();
      }
    } catch (IOException e) {
      throw new SignetException("a connection cannot be closed: " + e.getMessage(), e);
    }
  }
}
