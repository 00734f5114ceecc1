package dev.signet.server.http;

import io.javalin.http.Context;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;

/**
 * Whether the client of a request is still there. While a request is being answered Jetty does not
 * read from its HTTP/1.1 connection, so it does not notice that the client has gone; this looks.
 *
 * <p>A client that has shut down its own half of the connection counts as gone, as it does for
 * nginx and for Go's net/http.
 */
public final class ClientPresence implements BooleanSupplier {
  private final EndPoint endPoint;
  private final Connection connection;
  private boolean sentMore;

  private ClientPresence(EndPoint endPoint, Connection connection) {
    this.endPoint = endPoint;
    this.connection = connection;
  }

  /** Of the request's client: true once it has gone. To be asked before the answer is written. */
  public static BooleanSupplier goneFrom(Context context) {
    ServletRequest request = context.req();
    ServletContextRequest jetty = ServletContextRequest.getServletContextRequest(request);
    Connection connection = jetty.getConnectionMetaData().getConnection();
    return new ClientPresence(connection.getEndPoint(), connection);
  }

  /** Reads without waiting. What a client sends ahead of its next request is handed on. */
  @Override
  public synchronized boolean getAsBoolean() {
    if (sentMore || !(connection instanceof Connection.UpgradeTo receiver)) {
      return false;
    }
    ByteBuffer buffer = BufferUtil.allocate(1 << 10);
    try {
      int read = endPoint.fill(buffer);
      if (read > 0) {
        sentMore = true;
        receiver.onUpgradeTo(buffer);
      }
      return read < 0;
    } catch (IOException e) {
      return true;
    }
  }
}
