package dev.signet.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The list of commands in {@code signet help}, by what one wants to do. */
enum CommandGroups {
  TRAIN("Train a network", "studio", "train", "lr-find", "ui"),
  JUDGE("Judge what it learned", "evaluate", "calibrate", "compare", "report", "explain", "probe"),
  USE("Use it", "predict", "serve", "export"),
  DATA(
      "Look after the pictures",
      "data info",
      "data audit",
      "data split",
      "data relabel",
      "data pack",
      "data cache",
      "data make"),
  MODEL("Check model files", "verify", "diff"),
  LEARN("Understand networks", "summary", "gradients", "degradation"),
  MACHINE("Know the computer", "doctor", "bench train", "bench predict", "bench data"),
  SHELL("Find the way", "help", "generate-completion");

  private static final int INDENT = 2;

  private final String title;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
  private final List<String> commands;

  CommandGroups(String title, String... commands) {
    this.title = title;
    this.commands = List.of(commands);
  }

  /** Commands as they are typed, with the one that they are within. */
  List<String> commands() {
    return commands;
  }

  /** Lets the help of this command list what is within it by groups. */
  static void register(CommandLine root) {
    root.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, CommandGroups::render);
  }

  private static String render(Help help) {
    CommandLine root = help.commandSpec().commandLine();
    int names = 0;
    for (CommandGroups group : values()) {
      for (String command : group.commands) {
        names = Math.max(names, command.length());
      }
    }
    int width = help.commandSpec().usageMessage().width();
    int left = names + INDENT;
    List<String> parts = new ArrayList<>();
    for (CommandGroups group : values()) {
      TextTable table =
          TextTable.forColumns(
              help.colorScheme(),
              new Column(left, INDENT, Overflow.SPAN),
              new Column(width - left, INDENT, Overflow.WRAP));
      for (String command : group.commands) {
        table.addRowValues(
            help.colorScheme().commandText(command),
            help.colorScheme().text(firstLine(find(root, command))));
      }
      parts.add(group.title + System.lineSeparator() + table);
    }
    return System.lineSeparator() + String.join(System.lineSeparator(), parts);
  }

  private static CommandLine find(CommandLine root, String words) {
    CommandLine command = root;
    for (String word : words.split(" ", -1)) {
      command = Objects.requireNonNull(command.getSubcommands().get(word), word);
    }
    return command;
  }

  private static String firstLine(CommandLine command) {
    return command.getCommandSpec().usageMessage().description()[0];
  }
}
