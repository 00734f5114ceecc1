package dev.signet.cli.train;

import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import dev.signet.Text;
import dev.signet.cli.console.CommandBase;
import dev.signet.config.Ranges;
import dev.signet.server.config.NetworkConfig;
import dev.signet.studio.RunShelf;
import dev.signet.studio.WatchServer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A page on which a training can be watched. */
final class UiOptions {
  @Option(
      names = "--ui",
      description = {
        "Show the training on a web page, to this machine only; its address is printed. The page"
            + " goes",
        "with the process; signet ui shows the run again."
      })
  boolean ui;

  @Option(
      names = "--ui-port",
      paramLabel = "N",
      description = "Where the page is, with --ui; 0 for a free port (default: 0).")
  @Nullable Integer port;

  /** Refuses what cannot be, before anything is done. */
  void check() {
    if (port == null) {
      return;
    }
    if (!ui) {
      throw new InvalidValueException("--ui-port says where the page of --ui is; give --ui, too");
    }
    Ranges.require("the port of the page (--ui-port)", port, 0, 65_535);
  }

  /** Opens the page and prints its address; without {@code --ui} there is none. */
  Page open(CommandBase command, RunShelf shelf) {
    if (!ui) {
      return new Page(Optional.empty());
    }
    int where = port == null ? 0 : port;
    try {
      WatchServer server = WatchServer.start(NetworkConfig.DEFAULT.withPort(where), shelf, true);
      command.say("Page: %s", server.uri());
      return new Page(Optional.of(server));
    } catch (SignetException e) {
      throw new SignetException(
          Text.of(
              "there can be no page on port %d: it is taken or not allowed; choose another one"
                  + " (--ui-port)",
              where),
          e);
    }
  }

  /**
   * The page of a training.
   *
   * @param server behind it
   */
  record Page(Optional<WatchServer> server) implements AutoCloseable {
    /** Tells who is watching that the training has ended. */
    @Override
    public void close() {
      server.ifPresent(WatchServer::close);
    }
  }
}
