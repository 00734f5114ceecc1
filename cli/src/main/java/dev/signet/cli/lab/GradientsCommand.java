package dev.signet.cli.lab;

import dev.signet.SignetException;
import dev.signet.Text;
import dev.signet.cli.console.CommandBase;
import dev.signet.cli.options.DeviceOptions;
import dev.signet.cli.options.KeysOption;
import dev.signet.cli.options.PictureOptions;
import dev.signet.cli.options.TextOrJsonOption;
import dev.signet.config.DataConfig;
import dev.signet.config.InputSize;
import dev.signet.data.ImageSource;
import dev.signet.data.configured.ConfiguredData;
import dev.signet.files.Reason;
import dev.signet.lab.gradients.GradientAnswer;
import dev.signet.lab.gradients.GradientConfig;
import dev.signet.lab.gradients.GradientEvents;
import dev.signet.lab.gradients.GradientExperiment;
import dev.signet.lab.gradients.GradientFlow;
import dev.signet.lab.gradients.GradientListener;
import dev.signet.lab.gradients.GradientPage;
import dev.signet.lab.gradients.GradientTable;
import dev.signet.lab.gradients.GradientText;
import dev.signet.lab.gradients.Twin;
import dev.signet.lab.gradients.TwinConfig;
import dev.signet.libtorch.Libtorch;
import dev.signet.training.StopSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet gradients}: why deep networks have skips. */
@Command(
    name = "gradients",
    description = {
      "Shows what gradient reaches the first layers of a deep network.",
      "Trains four networks from the same weights on the same batches, plain and residual, with",
      "and without batch norm, and writes a page, plots, a table and TensorBoard events."
    })
public final class GradientsCommand extends CommandBase {
  private static final DataConfig DRAWN = new DataConfig.Synthetic(480, 6, 7);

  @Option(
      names = "--data",
      paramLabel = "DIR|FILE",
      description = "Pictures to train on (default: 480 of the built-in ones).")
  @Nullable String data;

  @Mixin KeysOption keys = new KeysOption();

  @Option(
      names = "--input",
      paramLabel = "3xHxW",
      description = "Size that pictures are resized to (default: 3x32x32).")
  String input = "3x32x32";

  @Option(
      names = "--blocks",
      split = ",",
      paramLabel = "N",
      description = {
        "Blocks of two convolutions in each stage; layers are twice their sum and two more",
        "(default: 3,4,6,3, the article's 34 layers)."
      })
  List<Integer> blocks = TwinConfig.ARTICLE_BLOCKS;

  @Option(
      names = "--width",
      paramLabel = "N",
      description = "Channels of the first stage, 4 to 256; the article's have 64 (default: 16).")
  int width = 16;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Steps of each training, 10 to 100000 (default: 200).")
  int steps = 200;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Pictures a step, 2 to 4096 (default: 32).")
  int batchSize = 32;

  @Option(
      names = "--lr",
      paramLabel = "X",
      description = "Adam's learning rate, above 0 and at most 1 (default: 0.001).")
  double lr = 0.001;

  @Option(names = "--seed", paramLabel = "N", description = "Of weights and order (default: 0).")
  long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where everything goes, new or empty (default: gradients).")
  Path out = Path.of("gradients");

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads to compute with, 1 to 1024 (default: one a core).")
  @Nullable Integer threads;

  @Mixin TextOrJsonOption format = new TextOrJsonOption();

  @Mixin PictureOptions pictureOptions = new PictureOptions();

  @Override
  public Integer call() {
    GradientConfig config = new GradientConfig(blocks, width, steps, batchSize, lr, seed);
    TwinConfig shape = new TwinConfig(blocks, width, 2);
    DeviceOptions device = new DeviceOptions();
    device.threads = threads;
    device.check();
    Optional<InputSize> size = Optional.of(InputSize.parse(input));
    createFolder();
    DataConfig source = data == null ? DRAWN : pictureOptions.files(data).withKeys(keys.given());
    announce(source);
    ImageSource pictures = ConfiguredData.load(source, size, this::remark).train();
    Libtorch.load();
    if (threads != null) {
      Libtorch.useThreads(threads);
    }
    return untilStopped(
        "stopping after this step; no page will be written",
        stop -> answer(run(config, pictures, stop), describe(shape, pictures), stop));
  }

  private void createFolder() {
    try {
      Files.createDirectories(out);
      try (Stream<Path> inside = Files.list(out)) {
        if (inside.findAny().isPresent()) {
          throw new SignetException(
              "%s holds files already; choose another folder (--out)".formatted(out));
        }
      }
    } catch (IOException e) {
      throw new SignetException(
          "%s cannot be used: %s; choose another folder (--out)".formatted(out, Reason.of(e)), e);
    }
  }

  private List<GradientFlow> run(GradientConfig config, ImageSource pictures, StopSignal stop) {
    try (GradientEvents events = new GradientEvents(out.resolve("tensorboard"))) {
      return new GradientExperiment(config).run(pictures, List.of(events, new Told()), stop);
    }
  }

  private String describe(TwinConfig shape, ImageSource pictures) {
    return Text.of(
        "Each network has %d layers, %d channels in its first stage and PyTorch's initial weights,"
            + " the same in all four where they have the same layers (seed %d). Each took %d steps"
            + " of Adam (learning rate %s) with the same batches of %d pictures of %s, %d x %d"
            + " pixels, in fp32.",
        shape.layers(),
        width,
        seed,
        steps,
        lr,
        batchSize,
        pictures.name(),
        pictures.pictureSize().height(),
        pictures.pictureSize().width());
  }

  private int answer(List<GradientFlow> flows, String setup, StopSignal stop) {
    if (stop.requested()) {
      note("interrupted; what was measured so far is among the TensorBoard events");
      return 0;
    }
    GradientTable.write(out.resolve("gradients.csv"), flows);
    if (format.isJson()) {
      answer(GradientAnswer.of(flows, setup));
    } else {
      say("%s", GradientText.summary(flows));
      GradientText.sentences(flows).forEach(sentence -> say("%s", sentence));
    }
    GradientPage.write(out, flows, setup);
    if (!format.isJson()) {
      say("Page: %s", out.resolve("gradients.html"));
    }
    return 0;
  }

  /** Tells the person in front of it how far it is. */
  private final class Told implements GradientListener {
    private static final int LINES = 4;

    @Override
    public void stepTaken(String twin, int step, double loss, List<Double> norms) {
      if ((step + 1) % Math.max(1, steps / LINES) == 0) {
        note(
            Text.of(
                "network %d/%d %s  step %d/%d  loss %.4f",
                Twin.valueOf(twin.toUpperCase(Locale.ROOT)).number(),
                Twin.values().length,
                twin,
                step + 1,
                steps,
                loss));
      }
    }
  }
}
