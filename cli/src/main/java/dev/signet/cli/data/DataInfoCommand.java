package dev.signet.cli.data;

import dev.signet.cli.console.CommandBase;
import dev.signet.cli.options.DataDescription;
import dev.signet.cli.options.DataOptions;
import dev.signet.config.DataConfig;
import dev.signet.config.Ranges;
import dev.signet.data.DataParts;
import dev.signet.data.ImageSource;
import dev.signet.data.configured.ConfiguredData;
import dev.signet.drawing.ContactSheet;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet data info}: how many pictures of what, and a look at them. */
@Command(
    name = "info",
    description = "Counts the pictures by part and class, and draws a contact sheet.")
final class DataInfoCommand extends CommandBase {
  @Mixin DataOptions dataOptions = new DataOptions();

  @Option(
      names = "--sheet",
      paramLabel = "FILE",
      description = "Contact sheet of the training pictures (default: contact-sheet.png).")
  Path sheet = Path.of("contact-sheet.png");

  @Option(
      names = "--per-class",
      paramLabel = "N",
      description = "Pictures of each class on the sheet, 1 to 100 (default: 12).")
  int perClass = 12;

  @Override
  public Integer call() {
    Ranges.require("--per-class", perClass, 1, 100);
    DataConfig config = dataOptions.toConfig();
    announce(config);
    DataParts data = ConfiguredData.loadOnce(config, dataOptions.inputSize(), this::remark);
    if (!dataOptions.isGiven()) {
      say("Built-in SYNTHETIC pictures, drawn by Signet: not photographs.");
    }
    DataDescription.print(this, data);
    counts("train", data.train());
    data.validation().ifPresent(part -> counts("validation", part));
    data.test().ifPresent(part -> counts("test", part));
    ContactSheet.write(sheet, data.train(), perClass);
    say("Contact sheet: %s", sheet);
    return 0;
  }

  private void counts(String part, ImageSource dataset) {
    int[] counts = dataset.classCounts();
    List<String> words =
        IntStream.range(0, counts.length)
            .mapToObj(i -> dataset.classes().get(i) + ": " + counts[i])
            .toList();
    say("Pictures of each class (%s): %s", part, String.join(", ", words));
  }
}
