package dev.signet.cli.serve;

import dev.signet.cli.console.CommandBase;
import dev.signet.cli.console.UntilSignal;
import dev.signet.studio.RunShelf;
import dev.signet.studio.WatchServer;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code signet ui}: pages about runs until a signal ends it. */
@Command(
    name = "ui",
    description = {
      "Shows runs side by side on a web page, also those that are being trained.",
      "Listens to this machine only, unless --host says otherwise; Ctrl-C ends it."
    })
public final class UiCommand extends CommandBase {
  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "A folder of runs, or the folder of one run (default: runs).")
  Path folder = Path.of("runs");

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Where to listen, 0 for a free port (default: 8081).")
  int port = 8081;

  @Mixin NetworkOptions network = new NetworkOptions();

  @Override
  public Integer call() {
    WatchServer server = WatchServer.start(network.toConfig(port), RunShelf.of(folder), false);
    say("Signet shows %s at %s", folder, server.uri());
    UntilSignal.await(server::close);
    return 0;
  }
}
