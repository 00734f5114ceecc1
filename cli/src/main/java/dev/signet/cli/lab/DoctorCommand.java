package dev.signet.cli.lab;

import dev.signet.SignetException;
import dev.signet.SignetVersion;
import dev.signet.Text;
import dev.signet.cli.console.CommandBase;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.CpuFeatures;
import dev.signet.libtorch.Libtorch;
import dev.signet.training.SelfTest;
import java.io.File;
import picocli.CommandLine.Command;

/** {@code signet doctor}: whether Signet can work here, and how well. */
@Command(
    name = "doctor",
    description = "Shows what Signet runs on and checks that its arithmetic is right.")
public final class DoctorCommand extends CommandBase {
  @Override
  public Integer call() {
    line("signet", SignetVersion.current());
    line(
        "java",
        "%s (%s), %s"
            .formatted(
                Runtime.version(),
                System.getProperty("java.vendor"),
                System.getProperty("java.home")));
    line("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    line(
        "memory",
        Text.of("%,d MB for Java's heap at most", Runtime.getRuntime().maxMemory() >> 20));
    File cache = Libtorch.cacheFolder();
    line("cache folder", cache + Text.of(", %,d MB free", cache.getUsableSpace() >> 20));
    try {
      Libtorch.load();
      line("libtorch", Libtorch.version() + " for " + Libtorch.platform());
      line("cpu", CpuFeatures.detect().describe());
      line("threads", Text.of("%d", Libtorch.threads()));
      line("cuda", ComputeDevice.whyNoCuda());
      SelfTest.Result result = SelfTest.run();
      line("self-test", result.describe());
      return result.passed() ? 0 : 1;
    } catch (SignetException e) {
      line("libtorch", "FAILED");
      throw e;
    }
  }

  private void line(String what, String is) {
    say("%-13s %s", what + ":", is);
  }
}
