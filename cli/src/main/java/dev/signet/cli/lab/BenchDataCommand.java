package dev.signet.cli.lab;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import dev.signet.Text;
import dev.signet.cli.console.CommandBase;
import dev.signet.cli.console.Terminal;
import dev.signet.cli.options.DeviceOptions;
import dev.signet.config.InputSize;
import dev.signet.config.ModelConfig;
import dev.signet.config.Precision;
import dev.signet.config.Ranges;
import dev.signet.data.ImageSource;
import dev.signet.data.synthetic.SyntheticSigns;
import dev.signet.lab.Comparison;
import dev.signet.lab.DataShareBenchmark;
import dev.signet.lab.GrowthBenchmark;
import dev.signet.lab.GrowthBenchmark.Point;
import dev.signet.lab.GrowthChart;
import dev.signet.lab.JpegFolder;
import dev.signet.lab.LoadingBenchmark;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Libtorch;
import dev.signet.picture.ImageSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
      paramLabel = "N",
      description = "Built-in pictures, 6 to 100000 (default: 400).")
  int pictures = 400;

  @Option(
      names = "--side",
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
      Terminal.tell(err(), Text.of("Drawing %,d pictures", pictures));
      try (JpegFolder folder = JpegFolder.write(SyntheticSigns.generate(pictures, side, 0))) {
        measure(folder.path(), device);
      }
    }
    return 0;
  }

  private void check() {
    Ranges.require("--pictures", pictures, 6, 100_000);
    Ranges.require("--side", side, SyntheticSigns.MIN_SIZE, SyntheticSigns.MAX_SIZE);
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

  /** The answer in JSON. */
  private record Answer(
      int pictures,
      @JsonUnwrapped Comparison times,
      double picturesPerSecond,
      double dataShare,
      double stepMs,
      Map<DataShareBenchmark.Piece, Double> piecesMs,
      double trainingPicturesPerSecond,
      Precision precision,
      double bytesPerPixel) {}

  /** The answer in JSON about data sets that grow. */
  private record Growth(List<Point> growth) {}

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
      answer(
          new Answer(
              loading.pictures(),
              loading.times(),
              loading.picturesPerSecond(),
              share.dataShare(),
              share.step().median(),
              share.pieces(),
              share.picturesPerSecond(),
              share.arithmetic().precision(),
              loading.bytesPerPixel()));
    } else {
      print(model, loading, share);
    }
  }

  private void print(
      ModelConfig model, LoadingBenchmark.Result loading, DataShareBenchmark.Result share) {
    say(
        "%d picture files to pixels of %s, %d processors; milliseconds for all",
        loading.pictures(), model.input(), Runtime.getRuntime().availableProcessors());
    BenchOptions.heading(this);
    BenchOptions.row(this, "%8.1f", "ImageIO.read, one thread", loading.times().baselineSpreadMs());
    BenchOptions.row(this, "%8.1f", "Signet, all processors", loading.times().signetSpreadMs());
    say(
        "Ratio of the medians: %.2f (%d rounds of each); %.0f pictures/s",
        loading.times().ratio(),
        loading.times().signetSpreadMs().count(),
        loading.picturesPerSecond());
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

  private void grow(List<Integer> sizes) {
    int pixels = InputSize.parse(options.input).height();
    List<Point> points = GrowthBenchmark.run(sizes, pixels, options.batchSize);
    if (options.json) {
      answer(new Growth(points));
    } else {
      say(
          "Data work of an epoch: order and batches of %d; copies of built-in pictures of %s",
          options.batchSize, options.input);
      say(
          "%10s %12s %14s %10s %12s %12s",
          "pictures", "ms", "us a picture", "of first", "bytes/pixel", "heap/pixel");
      double first = points.get(0).microsecondsPerPicture();
      for (Point point : points) {
        say(
            "%10d %12.2f %14.3f %10.2f %12.2f %12.2f",
            point.pictures(),
            point.epochMs(),
            point.microsecondsPerPicture(),
            point.microsecondsPerPicture() / first,
            point.bytesPerPixel(),
            point.heapBytesPerPixel());
      }
    }
    if (plot != null) {
      GrowthChart.write(plot, points);
    }
  }
}
