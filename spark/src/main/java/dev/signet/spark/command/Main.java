package dev.signet.spark.command;

import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import dev.signet.SignetVersion;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.SparkUserAppException;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;

/** The entry point of {@code signet-spark.jar}: trains, scores and audits on a cluster. */
@Command(
    name = "signet-spark",
    description = "Trains, scores and audits on Apache Spark: an application for spark-submit.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    subcommands = {TrainCommand.class, ScoreCommand.class, AuditCommand.class})
public final class Main implements Runnable {
  @Spec @Nullable CommandSpec spec;

  /** Signet's version. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"Signet " + SignetVersion.current()};
    }
  }

  /**
   * Runs the command.
   *
   * @throws SparkUserAppException with the exit code of what failed, by which Spark ends. It must
   *     not be ended by {@link System#exit}, even with 0: YARN, where this is called by its
   *     application master, takes that for a failure and runs the command once more.
   */
  public static void main(String[] args) throws SparkUserAppException {
    Locale.setDefault(Locale.ROOT);
    int code = commandLine().execute(args);
    if (code != CommandLine.ExitCode.OK) {
      throw new SparkUserAppException(code, null);
    }
  }

  /** The command with its error handling, ready to be executed. */
  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Main());
    commandLine.setAbbreviatedSubcommandsAllowed(false);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setParameterExceptionHandler((e, args) -> wrongUsage(e));
    commandLine.setExecutionExceptionHandler((e, command, parsed) -> failure(e, command));
    commandLine.setExecutionStrategy(Main::onSpark);
    return commandLine;
  }

  private static int onSpark(ParseResult parsed) {
    if (!parsed.hasSubcommand() || parsed.subcommand().isUsageHelpRequested()) {
      return new RunLast().execute(parsed);
    }
    SparkSession spark = SparkSession.builder().appName("Signet").getOrCreate();
    try {
      return new RunLast().execute(parsed);
    } finally {
      spark.stop();
    }
  }

  private static int wrongUsage(ParameterException e) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println("error: " + oneLine(e));
    err.println("Try '%s --help'.".formatted(e.getCommandLine().getCommandSpec().qualifiedName()));
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }

  private static int failure(Exception e, CommandLine command) {
    PrintWriter err = command.getErr();
    boolean known = e instanceof SignetException || e instanceof AnalysisException;
    err.println("error: " + (known ? "" : "unexpected: ") + oneLine(e));
    if (!known) {
      e.printStackTrace(err);
    }
    err.flush();
    return e instanceof InvalidValueException || e instanceof AnalysisException
        ? CommandLine.ExitCode.USAGE
        : CommandLine.ExitCode.SOFTWARE;
  }

  private static String oneLine(Exception e) {
    return String.valueOf(e.getMessage())
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("; "));
  }

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(spec.commandLine(), "give a command: train, score or audit");
    }
  }
}
