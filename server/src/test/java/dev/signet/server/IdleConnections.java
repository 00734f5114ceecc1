package dev.signet.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Many connections that say nothing, in a process of their own: one process may not have enough
 * file descriptors for both ends. It says when all are open, waits for a line, and lets the first
 * and the last connection ask something.
 */
final class IdleConnections {
  private IdleConnections() {}

  /** With the port of the service and the number of connections. */
  public static void main(String[] words) throws IOException {
    InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    InetSocketAddress service = new InetSocketAddress(here, Integer.parseInt(words[0]));
    List<SocketChannel> idle = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(words[1]); i++) {
      idle.add(SocketChannel.open(service));
    }
    System.out.println("open " + idle.size());
    System.in.read();
    System.out.println(ask(idle.get(0)));
    System.out.println(ask(idle.get(idle.size() - 1)));
  }

  /** The first line of the answer. */
  private static String ask(SocketChannel connection) throws IOException {
    String request = "GET /v2/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n";
    connection.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
    ByteBuffer answer = ByteBuffer.allocate(1 << 10);
    connection.read(answer);
    return new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII)
        .lines()
        .findFirst()
        .orElse("closed");
  }
}
