package dev.signet.cli.serve;

import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import dev.signet.cli.console.CommandBase;
import dev.signet.cli.console.Terminal;
import dev.signet.cli.console.UntilSignal;
import dev.signet.files.Reason;
import dev.signet.studio.StudioServer;
import dev.signet.studio.phone.PhoneDoor;
import dev.signet.studio.project.Project;
import dev.signet.studio.project.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code signet studio}: a project in the browser until a signal ends it. */
@Command(
    name = "studio",
    description = {
      "Collects pictures, trains, tries and takes away a model on a web page.",
      "A project is a folder with a folder a class, which every other command takes as well. Nothing",
      "leaves this machine. Listens to this machine only, unless --host says otherwise; Ctrl-C ends",
      "it, and a training that is under way goes on."
    })
public final class StudioCommand extends CommandBase {
  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description =
          "The project's folder, made if it is not there (default: this folder, after asking).")
  @Nullable Path folder;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Where to listen, 0 for a free port (default: 8082).")
  int port = 8082;

  @Mixin NetworkOptions network = new NetworkOptions();

  @Override
  public Integer call() {
    try (Project project = Project.open(folder == null ? thisFolder() : made(folder))) {
      StudioServer server =
          StudioServer.start(network.toConfig(port), project, ThisProgram.launcher());
      say("Signet studio shows %s at %s", project.root(), server.uri());
      server.phone().ifPresent(this::showDoor);
      UntilSignal.await(server::close);
    }
    return 0;
  }

  /** The code holds the token, so a log does not get it. */
  private void showDoor(PhoneDoor door) {
    say("A phone in the same network finds it at %s", door.address());
    Terminal.draw(door.text());
  }

  private static Path made(Path folder) {
    try {
      if (!Files.exists(folder)) {
        Files.createDirectories(folder);
      }
      return folder;
    } catch (IOException e) {
      throw new SignetException("cannot make the folder %s: %s".formatted(folder, Reason.of(e)), e);
    }
  }

  /** This folder, if it is a project or may become one. */
  private static Path thisFolder() {
    Path here = Path.of("").toAbsolutePath();
    if (ProjectFolder.isProject(here)) {
      return here;
    }
    if (!Terminal.confirms("Begin a new project in %s?".formatted(here))) {
      throw new InvalidValueException(
          "%s is no project yet; name a folder for one, such as signet studio hands"
              .formatted(here));
    }
    return here;
  }
}
