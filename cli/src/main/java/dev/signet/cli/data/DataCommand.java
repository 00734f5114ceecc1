package dev.signet.cli.data;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code signet data}: looking at pictures and preparing them. */
@Command(
    name = "data",
    description =
        "Looks at pictures, audits them, makes built-in ones, packs folders into HDF5, splits,"
            + " relabels, and lists what is cached.",
    subcommands = {
      DataInfoCommand.class,
      DataAuditCommand.class,
      DataMakeCommand.class,
      DataPackCommand.class,
      DataSplitCommand.class,
      DataRelabelCommand.class,
      DataCacheCommand.class
    })
public final class DataCommand implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "data needs one of info, audit, make, pack, split, relabel, cache; signet help data");
  }
}
