package dev.signet.cli.lab;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code signet bench}: how fast this machine is, measured against a baseline in the same run. */
@Command(
    name = "bench",
    description = "Measures speed against a baseline in the same run.",
    subcommands = {BenchTrainCommand.class, BenchPredictCommand.class, BenchDataCommand.class})
public final class BenchCommand implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "bench needs one of train, predict, data; signet help bench");
  }
}
