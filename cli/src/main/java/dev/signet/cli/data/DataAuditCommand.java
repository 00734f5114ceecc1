package dev.signet.cli.data;

import dev.signet.SignetException;
import dev.signet.audit.AuditPage;
import dev.signet.audit.DatasetAudit;
import dev.signet.audit.Effort;
import dev.signet.audit.Suspect;
import dev.signet.cli.console.CommandBase;
import dev.signet.cli.console.Terminal;
import dev.signet.cli.options.AuditText;
import dev.signet.cli.options.DataOptions;
import dev.signet.cli.options.DeviceOptions;
import dev.signet.cli.options.TextOrJsonOption;
import dev.signet.config.DataConfig;
import dev.signet.config.InputSize;
import dev.signet.data.DataParts;
import dev.signet.data.configured.ConfiguredData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet data audit}: what is wrong with a data set. */
@Command(
    name = "audit",
    description = {
      "Says what is wrong with pictures, and what a score on them is worth.",
      "It looks for pictures that are there twice or in two parts, for two labels on one picture,",
      "for backgrounds and colours that tell the class, and for files that cannot be read."
    })
final class DataAuditCommand extends CommandBase {
  @Mixin DataOptions dataOptions = new DataOptions();
  @Mixin FaultOptions faultOptions = new FaultOptions();
  @Mixin DeviceOptions deviceOptions = new DeviceOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Page with the pairs side by side; replaced if there (default: audit.html).")
  Path out = Path.of("audit.html");

  @Mixin TextOrJsonOption format = new TextOrJsonOption();

  @Override
  public Integer call() {
    if (Files.isDirectory(out)) {
      throw new SignetException("%s is a folder; give the name of a file (--out)".formatted(out));
    }
    faultOptions.check();
    deviceOptions.check();
    Optional<FaultSearch> search =
        faultOptions.model == null
            ? Optional.empty()
            : Optional.of(new FaultSearch(this, faultOptions));
    DataConfig config = dataConfig(search);
    announce(config);
    List<String> unreadable = new ArrayList<>();
    DataParts data =
        ConfiguredData.load(
            config,
            input(search),
            (folder, problems, files) -> unreadable.addAll(problems),
            this::remark);
    Terminal.tell(err(), "Auditing");
    DatasetAudit audit = DatasetAudit.of(data, Effort.FULL, unreadable);
    List<Suspect> suspects = List.of();
    if (search.isPresent()) {
      Optional<List<Suspect>> ranking = search.get().run(data.train(), deviceOptions.apply());
      if (ranking.isEmpty()) {
        return 0; // interrupted: the guard sets the exit code
      }
      suspects = ranking.get();
      search.get().save(suspects);
    }
    print(audit, suspects, search);
    // After the answer, which is not lost when the page cannot be written.
    AuditPage.of(audit, data, suspects.stream().filter(Suspect::isSuspected).toList()).write(out);
    if (!format.isJson()) {
      say("Page: %s", out);
    }
    return 0;
  }

  private DataConfig dataConfig(Optional<FaultSearch> search) {
    return dataOptions.isGiven() || search.isEmpty()
        ? dataOptions.toConfig()
        : search.get().config().data();
  }

  private Optional<InputSize> input(Optional<FaultSearch> search) {
    return search.map(s -> s.config().model().input()).or(dataOptions::inputSize);
  }

  private void print(DatasetAudit audit, List<Suspect> suspects, Optional<FaultSearch> search) {
    if (format.isJson()) {
      answer(audit);
      return;
    }
    new AuditText(this).print(audit);
    search.ifPresent(s -> s.print(suspects));
  }
}
