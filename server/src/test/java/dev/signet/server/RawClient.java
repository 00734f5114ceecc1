package dev.signet.server;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client that says whatever it is told to, well-formed or not. */
public final class RawClient implements Closeable {
  private final Socket socket;

  /** Connects; it waits no longer than 2 minutes for an answer. */
  public RawClient(URI service) throws IOException {
    socket = new Socket(service.getHost(), service.getPort());
    socket.setSoTimeout(120_000);
    socket.setTcpNoDelay(true);
  }

  /** Sends text as it is. */
  public RawClient say(String text) throws IOException {
    return say(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Sends bytes as they are. */
  public RawClient say(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** What is answered until the service closes the connection or falls silent for 2 minutes. */
  public String hear() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** The first line of an answer. */
  public String status() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next;
    while ((next = socket.getInputStream().read()) >= 0 && next != '\r') {
      line.write(next);
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  /** Closes so that the other side is told at once. */
  public void leave() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
