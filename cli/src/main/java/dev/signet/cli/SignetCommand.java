package dev.signet.cli;

import dev.signet.SignetVersion;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code signet}: the list of commands and the options that all of them share. */
@Command(
    name = "signet",
    description = "Trains, evaluates and runs residual networks on the JVM.",
    versionProvider = SignetCommand.Version.class,
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    sortOptions = false,
    usageHelpAutoWidth = true,
    subcommands = {
      TrainCommand.class,
      EvaluateCommand.class,
      CalibrateCommand.class,
      CompareCommand.class,
      ReportCommand.class,
      PredictCommand.class,
      ExportCommand.class,
      VerifyCommand.class,
      DiffCommand.class,
      ExplainCommand.class,
      ProbeCommand.class,
      ServeCommand.class,
      UiCommand.class,
      SummaryCommand.class,
      DataCommand.class,
      BenchCommand.class,
      LrFindCommand.class,
      GradientsCommand.class,
      DoctorCommand.class,
      HelpCommand.class,
      AutoComplete.GenerateCompletion.class
    },
    footer = {
      "",
      "Exit codes: 0 success, 1 failure, 2 wrong usage, 130 and 143 interrupted.",
      "Shell completion: source <(signet generate-completion)"
    })
final class SignetCommand implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description =
          "Show the stack trace of a failure, where the time of a prediction went, and native memory.")
  boolean verbose;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "which command? signet help lists them; signet train is the main one");
  }

  /** The answer to {@code --version}. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"signet " + SignetVersion.current()};
    }
  }
}
