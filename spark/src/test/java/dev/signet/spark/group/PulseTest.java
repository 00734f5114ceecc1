package dev.signet.spark.group;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class PulseTest {
  private static final String HERE = "127.0.0.1";
  private static final Duration SOON = Duration.ofSeconds(30);

  private static Pulse.Neighbour at(int worker, int port) {
    return new Pulse.Neighbour(worker, HERE, port);
  }

  @Test
  void neighboursThatAreThereOrLeaveAreNotLost() {
    try (Pulse zero = Pulse.on(HERE, Duration.ofSeconds(4))) {
      try (Pulse one = Pulse.on(HERE, Duration.ofSeconds(4))) {
        CompletableFuture<Void> joined =
            CompletableFuture.runAsync(() -> zero.join(at(1, one.port()), at(1, one.port()), SOON));
        one.join(at(0, zero.port()), at(0, zero.port()), SOON);
        joined.join();
        LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());

        assertThatCode(zero::check).doesNotThrowAnyException();
        assertThatCode(one::check).doesNotThrowAnyException();
      }
      assertThatCode(zero::check).doesNotThrowAnyException();
    }
  }

  @Test
  void oneThatIsSilentIsLost() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Pulse pulse = Pulse.on(HERE, Duration.ofSeconds(1));
        Socket link = new Socket(InetAddress.getLoopbackAddress(), pulse.port())) {
      pulse.join(at(3, silent.getLocalPort()), at(1, link.getLocalPort()), SOON);

      assertThatThrownBy(
              () -> {
                while (true) {
                  pulse.check();
                  Thread.onSpinWait();
                }
              })
          .isInstanceOf(SignetException.class)
          .hasMessageMatching(
              "nothing was heard of worker [13] on 127.0.0.1 for 1 seconds: its host, or the link"
                  + " to it, is down");
    }
  }

  @Test
  void oneThatCannotBeReachedOrDoesNotComeIsASentence() throws Exception {
    try (ServerSocket there = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Pulse pulse = Pulse.on(HERE)) {
      assertThatThrownBy(() -> pulse.join(at(1, 1), at(1, 1), SOON))
          .isInstanceOf(SignetException.class)
          .hasMessageStartingWith("worker 1 on 127.0.0.1 cannot be reached on port 1 (")
          .hasMessageEndingWith("); the workers need every port between them open");
      assertThatThrownBy(
              () -> pulse.join(at(1, there.getLocalPort()), at(2, 0), Duration.ofMillis(200)))
          .hasMessageStartingWith("worker 2 on 127.0.0.1 did not come to port ");
    }
  }
}
