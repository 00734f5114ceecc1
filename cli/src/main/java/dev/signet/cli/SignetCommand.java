package dev.signet.cli;

import dev.signet.SignetVersion;
import dev.signet.cli.data.DataCommand;
import dev.signet.cli.judge.CalibrateCommand;
import dev.signet.cli.judge.CompareCommand;
import dev.signet.cli.judge.EvaluateCommand;
import dev.signet.cli.judge.ReportCommand;
import dev.signet.cli.lab.BenchCommand;
import dev.signet.cli.lab.DegradationCommand;
import dev.signet.cli.lab.DoctorCommand;
import dev.signet.cli.lab.GradientsCommand;
import dev.signet.cli.model.DiffCommand;
import dev.signet.cli.model.ExportCommand;
import dev.signet.cli.model.SummaryCommand;
import dev.signet.cli.model.VerifyCommand;
import dev.signet.cli.predict.ExplainCommand;
import dev.signet.cli.predict.PredictCommand;
import dev.signet.cli.predict.ProbeCommand;
import dev.signet.cli.serve.ServeCommand;
import dev.signet.cli.serve.StudioCommand;
import dev.signet.cli.serve.UiCommand;
import dev.signet.cli.train.LrFindCommand;
import dev.signet.cli.train.TrainCommand;
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
      StudioCommand.class,
      SummaryCommand.class,
      DataCommand.class,
      BenchCommand.class,
      LrFindCommand.class,
      GradientsCommand.class,
      DegradationCommand.class,
      DoctorCommand.class,
      HelpCommand.class,
      AutoComplete.GenerateCompletion.class
    },
    footer = {
      "",
      "Exit codes: 0 success, 1 failure, 2 wrong usage, 130 and 143 interrupted.",
      "Shell completion: source <(signet generate-completion)"
    })
public final class SignetCommand implements Runnable {
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
