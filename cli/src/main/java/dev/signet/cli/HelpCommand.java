package dev.signet.cli;

import dev.signet.cli.console.CommandBase;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code signet help}: what {@code --help} says, also of a command within a command. */
@Command(
    name = "help",
    helpCommand = true,
    description = "Shows the help of a command, such as 'signet help data make'.")
final class HelpCommand extends CommandBase {
  @Parameters(
      arity = "0..*",
      paramLabel = "COMMAND",
      description = "A command and the one within it (default: all commands).")
  List<String> words = List.of();

  @Override
  public Integer call() {
    CommandLine command = spec.root().commandLine();
    for (String word : words) {
      CommandLine next = command.getSubcommands().get(word);
      if (next == null) {
        throw new ParameterException(
            command, "there is no command '%s'".formatted(word) + known(command));
      }
      command = next;
    }
    command.usage(out());
    out().flush();
    return 0;
  }

  private static String known(CommandLine command) {
    String name = command.getCommandSpec().qualifiedName();
    return command.getSubcommands().isEmpty()
        ? " in %s, which has none".formatted(name)
        : "; %s has %s".formatted(name, String.join(", ", command.getSubcommands().keySet()));
  }
}
