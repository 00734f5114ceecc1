package dev.signet.spark.group;

import dev.signet.config.DataConfig;
import dev.signet.config.InputSize;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.Preprocessing;
import dev.signet.config.Recipe;
import dev.signet.config.ResNetVariant;
import dev.signet.config.TrainingConfig;
import dev.signet.data.ImageSource;
import dev.signet.data.configured.ConfiguredData;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.ProcessSettings;
import dev.signet.model.Inputs;
import dev.signet.model.ResNet;
import dev.signet.picture.Batch;
import dev.signet.training.FusedOptimizer;
import dev.signet.training.GradientSync;
import dev.signet.training.Loss;
import dev.signet.training.Optimizer;
import dev.signet.training.Trainer;
import dev.signet.training.TrainingStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/**
 * One worker that takes steps and says how long they are and how much of them is waiting:
 * docs/performance.md. {@code grow.sh} beside the fixtures starts several, with a slow network
 * between them.
 *
 * <p>Arguments: a folder that all workers see, this worker's address, its number, how many there
 * are, {@code fp32}, {@code bf16} or {@code sync} (fp32, with synchronized batch norm), a network
 * and how many steps.
 */
final class StepTimes {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int BATCH = 16;
  private static final int WARM_UP = 3;

  private StepTimes() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path meeting = Path.of(arguments[0]).resolve("address");
    WorkerGroup.Place place =
        new WorkerGroup.Place(
            arguments[1],
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3]),
            ComputeDevice.Type.CPU);
    Exchange exchange =
        new Exchange(
            arguments[4].equals("bf16") ? Exchange.Gradients.BF16 : Exchange.Gradients.FP32,
            arguments[4].equals("sync"));
    ResNetVariant variant = ResNetVariant.parse(arguments[5]);
    int steps = Integer.parseInt(arguments[6]);
    try (ProcessSettings settings = ProcessSettings.claim("measuring steps")) {
      settings.use(1, false);
      if (place.workers() == 1) {
        measure(GradientSync.NONE, () -> 0, variant, steps, arguments[4]);
        return;
      }
      try (WorkerGroup group =
          WorkerGroup.form(meet(meeting, place), place, exchange, SOON, SOON, () -> {})) {
        IntSupplier waited = () -> Math.toIntExact(group.waited().toNanos() / 1000);
        measure(group, waited, variant, steps, arguments[4]);
      }
    }
  }

  private static Rendezvous meet(Path meeting, WorkerGroup.Place place)
      throws IOException, InterruptedException {
    if (place.worker() == 0) {
      Rendezvous served = Rendezvous.serve(place.host(), SOON);
      Path written = Files.writeString(meeting.resolveSibling("address.tmp"), "");
      Files.writeString(written, place.host() + " " + served.port());
      Files.move(written, meeting);
      return served;
    }
    while (!Files.exists(meeting)) {
      Thread.sleep(20);
    }
    String[] address = Files.readString(meeting).split(" ", -1);
    return Rendezvous.find(address[0], Integer.parseInt(address[1]), SOON);
  }

  private static void measure(
      GradientSync sync, IntSupplier waited, ResNetVariant variant, int steps, String name) {
    InputSize size = InputSize.square(64);
    ImageSource pictures =
        ConfiguredData.load(new DataConfig.Synthetic(BATCH, 6, 7), Optional.of(size)).train();
    Batch batch = pictures.batch(IntStream.range(0, BATCH).toArray());
    TrainingConfig fast = Recipe.FAST.training();
    Arithmetic arithmetic = Arithmetic.of(fast.compute(), ComputeDevice.choose("cpu"));
    double[] times = new double[steps];
    double[] waits = new double[steps];
    try (ResNet net = ResNet.create(new ModelConfig(variant, Layout.ARTICLE, size, 6), 5)) {
      Trainer.prepare(net, arithmetic, fast.compute());
      sync.begin(net);
      Inputs inputs = new Inputs(Preprocessing.UNIT, arithmetic);
      try (Optimizer optimizer = FusedOptimizer.create(fast.optimizer(), net)) {
        TrainingStep step = new TrainingStep(net, inputs, Loss.crossEntropy(0), sync, optimizer);
        for (int i = -WARM_UP; i < steps; i++) {
          int before = waited.getAsInt();
          long start = System.nanoTime();
          step.run(batch, x -> x, 1e-6);
          if (i >= 0) {
            times[i] = (System.nanoTime() - start) / 1e6;
            waits[i] = (waited.getAsInt() - before) / 1e3;
          }
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%s %s worker %d: step %.1f ms, of which waiting %.1f ms (medians of %d)%n",
        variant.label(),
        name,
        sync.worker(),
        median(times),
        median(waits),
        steps);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
