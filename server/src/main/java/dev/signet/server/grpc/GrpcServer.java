package dev.signet.server.grpc;

import dev.signet.SignetException;
import dev.signet.server.api.Health;
import dev.signet.server.config.LimitsConfig;
import dev.signet.server.config.NetworkConfig;
import dev.signet.server.config.ServerConfig;
import dev.signet.server.http.BodyBudget;
import dev.signet.server.http.Token;
import dev.signet.server.protocol.Inference;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The Open Inference Protocol over gRPC, in clear text: beside the web server, for the same models,
 * with the same limits and the same token. Safe for use by many threads.
 */
public final class GrpcServer implements AutoCloseable {
  private static final int MOST_THREADS = 16;
  private static final int MOST_CALLS = 64; // of one connection

  private final Server server;
  private final ExecutorService threads;
  private final ScheduledExecutorService clock;
  private final Duration drain;

  private GrpcServer(
      Server server, ExecutorService threads, ScheduledExecutorService clock, Duration drain) {
    this.server = server;
    this.threads = threads;
    this.clock = clock;
    this.drain = drain;
  }

  /**
   * Starts to listen.
   *
   * @param port 0 takes a free one
   * @param bodies that all requests share
   * @throws SignetException if the port is taken or may not be used
   */
  public static GrpcServer start(
      ServerConfig config,
      int port,
      Inference inference,
      Health health,
      BodyBudget bodies,
      GrpcObserver observer) {
    NetworkConfig network = config.network();
    LimitsConfig limits = config.limits();
    ExecutorService threads = Executors.newFixedThreadPool(MOST_THREADS, daemons("grpc"));
    ScheduledExecutorService clock = Executors.newScheduledThreadPool(1, daemons("grpc-clock"));
    GrpcDoor door =
        new GrpcDoor(new Token(network.token()), bodies, limits.requestBytes(), observer);
    ServerServiceDefinition service =
        ServerInterceptors.useInputStreamMessages(
            new InferenceService(inference, health, threads, observer).bindService());
    // What a body may take, what its answer may take, and the network's share.
    Duration call = limits.bodyTime().plus(config.batching().deadline()).plusSeconds(1);
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(network.host(), port))
            .executor(threads)
            .maxInboundMessageSize(limits.requestBytes())
            .maxConcurrentCallsPerConnection(MOST_CALLS)
            .maxConnectionIdle(limits.idleTime().toMillis(), TimeUnit.MILLISECONDS)
            .keepAliveTime(limits.idleTime().toMillis(), TimeUnit.MILLISECONDS)
            .addStreamTracerFactory(new CallTimer(call, clock))
            .addService(ServerInterceptors.intercept(service, door))
            .build();
    GrpcServer started = new GrpcServer(server, threads, clock, limits.drainTime());
    try {
      server.start();
    } catch (IOException e) {
      started.close();
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "cannot listen on %s port %d: it is taken or not allowed; choose another one"
                  + " (--grpc-port)",
              network.host(),
              port),
          e);
    }
    return started;
  }

  private static ThreadFactory daemons(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Where it listens. */
  public int port() {
    return server.getPort();
  }

  /** Takes no more calls and waits for those under way, but not beyond the drain time. */
  @Override
  public void close() {
    server.shutdown();
    try {
      if (!server.awaitTermination(drain.toMillis(), TimeUnit.MILLISECONDS)) {
        server.shutdownNow();
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
    threads.shutdown();
    clock.shutdownNow();
  }
}
