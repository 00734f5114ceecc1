package dev.signet.cli.serve;

import dev.signet.cli.Main;
import dev.signet.studio.training.Launcher;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command that this process was started by: Java, its options, and Signet. */
final class ThisProgram {
  private ThisProgram() {}

  static Launcher launcher() {
    List<String> words = new ArrayList<>();
    words.add(
        ProcessHandle.current()
            .info()
            .command()
            .orElse(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    words.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    return new Launcher(words);
  }
}
