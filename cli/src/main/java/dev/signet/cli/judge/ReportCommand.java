package dev.signet.cli.judge;

import dev.signet.SignetException;
import dev.signet.cli.console.CommandBase;
import dev.signet.cli.options.DeviceOptions;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.report.RunReport;
import dev.signet.runfolder.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code signet report}: all that is known of a run, on one page. */
@Command(
    name = "report",
    description = {
      "Writes report.html into a run's folder: one page that needs no network.",
      "What was trained on what, curves, scores, calibration, errors with heat maps, the audit's",
      "verdict, configuration, environment and timing. An older page is replaced."
    })
public final class ReportCommand extends CommandBase {
  @Parameters(paramLabel = "RUN", description = "A run's folder.")
  Path run = Path.of("");

  @Mixin DeviceOptions deviceOptions = new DeviceOptions();

  @Override
  public Integer call() {
    deviceOptions.check();
    if (!Files.isDirectory(run)) {
      throw new SignetException(
          "%s is not a run's folder; give the folder that signet train wrote (--out)"
              .formatted(run));
    }
    ComputeDevice device = deviceOptions.apply();
    say("Report: %s", RunReport.complete(new RunFolder(run), device));
    return 0;
  }
}
