package dev.signet.cli.lab;

import dev.signet.SignetException;
import dev.signet.cli.console.CommandBase;
import dev.signet.cli.console.ErrorHandling;
import dev.signet.cli.console.InterruptGuard;
import dev.signet.cli.console.TextOrJson;
import dev.signet.cli.options.DeviceOptions;
import dev.signet.cli.options.KeysOption;
import dev.signet.cli.options.PictureOptions;
import dev.signet.config.DataConfig;
import dev.signet.config.InputSize;
import dev.signet.config.Json;
import dev.signet.data.ImageSource;
import dev.signet.data.configured.ConfiguredData;
import dev.signet.files.Reason;
import dev.signet.lab.gradients.GradientAnswer;
import dev.signet.lab.gradients.GradientConfig;
import dev.signet.lab.gradients.GradientEvents;
import dev.signet.lab.gradients.GradientExperiment;
import dev.signet.lab.gradients.GradientFlow;
import dev.signet.lab.gradients.GradientHistogram;
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
      defaultValue = "3x32x32",
      paramLabel = "3xHxW",
      description = "Size that pictures are resized to (default: 3x32x32).")
  String input = "3x32x32";

  @Option(
      names = "--blocks",
      defaultValue = "3,4,6,3",
      split = ",",
      paramLabel = "N",
      description = {
        "Blocks of two convolutions in each stage; layers are twice their sum and two more",
        "(default: 3,4,6,3, the article's 34 layers)."
      })
  List<Integer> blocks = TwinConfig.ARTICLE_BLOCKS;

  @Option(
      names = "--width",
      defaultValue = "16",
      paramLabel = "N",
      description = "Channels of the first stage, 4 to 256; the article's have 64 (default: 16).")
  int width = 16;

  @Option(
      names = "--steps",
      defaultValue = "200",
      paramLabel = "N",
      description = "Steps of each training, 10 to 100000 (default: 200).")
  int steps = 200;

  @Option(
      names = "--batch-size",
      defaultValue = "32",
      paramLabel = "N",
      description = "Pictures a step, 2 to 4096 (default: 32).")
  int batchSize = 32;

  @Option(
      names = "--lr",
      defaultValue = "0.001",
      paramLabel = "X",
      description = "Adam's learning rate, above 0 and at most 1 (default: 0.001).")
  double lr = 0.001;

  @Option(
      names = "--seed",
      defaultValue = "0",
      paramLabel = "N",
      description = "Of weights and order (default: 0).")
  long seed;

  @Option(
      names = "--out",
      defaultValue = "gradients",
      paramLabel = "DIR",
      description = "Where everything goes, new or empty (default: gradients).")
  Path out = Path.of("");

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads to compute with, 1 to 1024 (default: one a core).")
  @Nullable Integer threads;

  @Option(
      names = "--format",
      defaultValue = "TEXT",
      paramLabel = "text|json",
      description = "How the answer is written (default: text).")
  TextOrJson format = TextOrJson.TEXT;

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
    StopSignal stop = new StopSignal();
    try (InterruptGuard guard =
        InterruptGuard.install(stop, err(), "stopping after this step; no page will be written")) {
      try {
        return answer(run(config, pictures, stop), describe(shape, pictures), stop);
      } catch (RuntimeException e) {
        // Said here and not by picocli, because after the guard an interrupted JVM may be gone.
        return ErrorHandling.failure(e, spec.commandLine());
      }
    }
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
      return new GradientExperiment(config).run(pictures, new Told(events), stop);
    }
  }

  private String describe(TwinConfig shape, ImageSource pictures) {
    return String.format(
        Locale.ROOT,
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
      err().println("interrupted; what was measured so far is among the TensorBoard events");
      err().flush();
      return 0;
    }
    GradientTable.write(out.resolve("gradients.csv"), flows);
    if (format == TextOrJson.JSON) {
      out().println(Json.write(GradientAnswer.of(flows, setup)));
      out().flush();
    } else {
      say("%s", GradientText.summary(flows));
      GradientText.sentences(flows).forEach(sentence -> say("%s", sentence));
    }
    GradientPage.write(out, flows, setup);
    if (format == TextOrJson.TEXT) {
      say("Page: %s", out.resolve("gradients.html"));
    }
    return 0;
  }

  /** Hands everything on and tells the person in front of it how far it is. */
  private final class Told implements GradientListener {
    private static final int LINES = 4;

    private final GradientListener next;

    Told(GradientListener next) {
      this.next = next;
    }

    @Override
    public void twinStarted(String twin, List<String> layers) {
      next.twinStarted(twin, layers);
    }

    @Override
    public void stepTaken(String twin, int step, double loss, List<Double> norms) {
      next.stepTaken(twin, step, loss, norms);
      if ((step + 1) % Math.max(1, steps / LINES) == 0) {
        err()
            .println(
                String.format(
                    Locale.ROOT,
                    "network %d/%d %s  step %d/%d  loss %.4f",
                    Twin.valueOf(twin.toUpperCase(Locale.ROOT)).number(),
                    Twin.values().length,
                    twin,
                    step + 1,
                    steps,
                    loss));
        err().flush();
      }
    }

    @Override
    public void spreadSeen(String twin, int step, String layer, GradientHistogram histogram) {
      next.spreadSeen(twin, step, layer, histogram);
    }

    @Override
    public void twinFinished(GradientFlow flow) {
      next.twinFinished(flow);
    }
  }
}
