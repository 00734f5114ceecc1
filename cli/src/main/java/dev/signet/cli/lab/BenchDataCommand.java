package dev.signet.cli.lab;

import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import dev.signet.cli.console.CommandBase;
import dev.signet.cli.console.Terminal;
import dev.signet.cli.options.DeviceOptions;
import dev.signet.config.InputSize;
import dev.signet.config.Json;
import dev.signet.config.ModelConfig;
import dev.signet.data.ImageSource;
import dev.signet.data.synthetic.SyntheticSigns;
import dev.signet.lab.DataAnswer;
import dev.signet.lab.DataShareBenchmark;
import dev.signet.lab.GrowthAnswer;
import dev.signet.lab.GrowthBenchmark;
import dev.signet.lab.GrowthBenchmark.Point;
import dev.signet.lab.GrowthChart;
import dev.signet.lab.JpegFolder;
import dev.signet.lab.LoadingBenchmark;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Libtorch;
import dev.signet.metrics.Spread;
import dev.signet.picture.ImageSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet bench data}: from picture files to the network's input. */
@Command(
    name = "data",
    description = {
      "Times decoding against plain ImageIO, and pictures against the network in a training step.",
      "With --growth: the data work of an epoch as data sets grow."
    })
final class BenchDataCommand extends CommandBase {
  @Mixin BenchOptions options = new BenchOptions();
  @Mixin DeviceOptions deviceOptions = new DeviceOptions();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder with a folder per class (default: built-in pictures as JPEG).")
  @Nullable Path data;

  @Option(
      names = "--pictures",
      defaultValue = "400",
      paramLabel = "N",
      description = "Built-in pictures, 6 to 100000 (default: 400).")
  int pictures = 400;

  @Option(
      names = "--side",
      defaultValue = "100",
      paramLabel = "PIXELS",
      description = "Side of the built-in pictures in their files, 32 to 512 (default: 100).")
  int side = 100;

  @Option(
      names = "--growth",
      split = ",",
      paramLabel = "N",
      description = "Measure data sets of so many pictures instead, 100 to 1000000 each.")
  @Nullable List<Integer> growth;

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "With --growth: draw the times into this PNG.")
  @Nullable Path plot;

  @Override
  public Integer call() {
    options.check();
    deviceOptions.check();
    check();
    if (growth != null) {
      grow(growth);
      return 0;
    }
    ComputeDevice device = deviceOptions.apply();
    if (data != null) {
      measure(data, device);
    } else {
      Terminal.tell(err(), String.format(Locale.ROOT, "Drawing %,d pictures", pictures));
      try (JpegFolder folder = JpegFolder.write(SyntheticSigns.generate(pictures, side, 0))) {
        measure(folder.path(), device);
      }
    }
    return 0;
  }

  private void check() {
    if (pictures < 6 || pictures > 100_000) {
      throw new InvalidValueException(
          "--pictures must be between 6 and 100000 but was " + pictures);
    }
    if (side < SyntheticSigns.MIN_SIZE || side > SyntheticSigns.MAX_SIZE) {
      throw new InvalidValueException(
          String.format(
              Locale.ROOT,
              "--side must be between %d and %d but was %d",
              SyntheticSigns.MIN_SIZE,
              SyntheticSigns.MAX_SIZE,
              side));
    }
    if (plot != null && growth == null) {
      throw new InvalidValueException(
          "--plot has no effect without --growth; add that or leave it out");
    }
    if (data != null && growth != null) {
      throw new InvalidValueException(
          "--data has no effect with --growth, which makes its own pictures; leave one of them"
              + " out");
    }
    if (data != null && !Files.isDirectory(data)) {
      throw new SignetException(
          "%s is not a folder; a folder with one folder a class is expected (--data)"
              .formatted(data));
    }
  }

  private void measure(Path folder, ComputeDevice device) {
    InputSize input = InputSize.parse(options.input);
    ImageSize size = new ImageSize(input.height(), input.width());
    LoadingBenchmark.Result loading = LoadingBenchmark.run(folder, size, options.steps);
    ImageSource train = loading.train();
    ModelConfig model =
        new ModelConfig(options.modelOptions.architecture(), input, train.classes().size());
    DataShareBenchmark.Result share =
        DataShareBenchmark.run(model, train, options.batchSize, device, options.steps);
    if (options.json) {
      out().println(Json.write(DataAnswer.of(loading, share)));
      out().flush();
    } else {
      print(model, loading, share);
    }
  }

  private void print(
      ModelConfig model, LoadingBenchmark.Result loading, DataShareBenchmark.Result share) {
    say(
        "%d picture files to pixels of %s, %d processors; milliseconds for all",
        loading.pictures(), model.input(), Runtime.getRuntime().availableProcessors());
    say("%-34s %8s %8s %8s", "", "median", "min", "max");
    row("ImageIO.read, one thread", loading.times().baseline());
    row("Signet, all processors", loading.times().signet());
    say(
        "Ratio of the medians: %.2f (%d rounds of each); %.0f pictures/s",
        loading.times().ratio(), loading.times().signet().count(), loading.picturesPerSecond());
    say(
        "A training step of %s, recipe fast, %d pictures, %s, %s, %d threads; milliseconds",
        model.variant().title(),
        options.batchSize,
        share.arithmetic().device(),
        share.arithmetic().precision().label(),
        Libtorch.threads());
    share
        .pieces()
        .forEach(
            (piece, millis) ->
                say(
                    "  %-10s %8.2f  %5.2f %%",
                    piece.name().toLowerCase(Locale.ROOT),
                    millis,
                    100 * millis / share.step().median()));
    say(
        "Data share of the step: %.2f %%; training takes %.0f pictures/s, loading gives %.0f",
        100 * share.dataShare(), share.picturesPerSecond(), loading.picturesPerSecond());
    say("Memory: %.0f bytes a pixel", loading.bytesPerPixel());
  }

  private void row(String what, Spread spread) {
    say("%-34s %8.1f %8.1f %8.1f", what, spread.median(), spread.min(), spread.max());
  }

  private void grow(List<Integer> sizes) {
    int pixels = InputSize.parse(options.input).height();
    List<Point> points = GrowthBenchmark.run(sizes, pixels, options.batchSize);
    if (options.json) {
      out().println(Json.write(GrowthAnswer.of(points)));
      out().flush();
    } else {
      say(
          "Data work of an epoch: order and batches of %d; copies of built-in pictures of %s",
          options.batchSize, options.input);
      say(
          "%10s %12s %14s %10s %12s %12s",
          "pictures", "ms", "us a picture", "of first", "bytes/pixel", "heap/pixel");
      double first = points.get(0).microsPerPicture();
      for (Point point : points) {
        say(
            "%10d %12.2f %14.3f %10.2f %12.2f %12.2f",
            point.pictures(),
            point.epoch().median(),
            point.microsPerPicture(),
            point.microsPerPicture() / first,
            point.bytesPerPixel(),
            point.heapBytesPerPixel());
      }
    }
    if (plot != null) {
      GrowthChart.write(plot, points);
    }
  }
}
