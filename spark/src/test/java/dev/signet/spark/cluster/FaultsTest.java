package dev.signet.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signet.SignetException;
import dev.signet.Text;
import dev.signet.spark.Cluster;
import dev.signet.spark.SignetClassifier;
import dev.signet.spark.SparkPictures;
import dev.signet.spark.cluster.HaltingFileSystem.Halt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What goes wrong on a cluster: Spark's standalone master and two workers, each a process on a host
 * of its own where namespaces of the network are allowed, else all on this one.
 */
@Tag("cluster")
@Timeout(600)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@EnabledOnOs(value = OS.LINUX, disabledReason = "/proc tells the executors apart")
class FaultsTest {
  /** Within which a stage must fail. */
  private static final double BAR = 30;

  @TempDir static Path shared;
  @TempDir Path temporary;

  private static final StageWatch WATCH = new StageWatch();
  private static final ExecutorService THREADS = Executors.newCachedThreadPool();
  private static Hosts hosts;
  private static String notApart = "";
  private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();
  private static String noDisk = "";
  private static StandaloneCluster cluster;
  private static Halt halt;
  private static SparkSession spark;
  private static Dataset<Row> pictures;
  private static byte[] undisturbed;

  @BeforeAll
  static void begin() throws IOException {
    Runtime.getRuntime().addShutdownHook(new Thread(FaultsTest::close));
    List<Path> folders = List.of(shared.resolve("disk0"), shared.resolve("disk1"));
    try { // before there are hosts, which would not see them
      for (Path folder : folders) {
        OPEN.push(SmallDisk.at(folder, 24));
      }
      OPEN.push(SmallDisk.at(shared.resolve("full"), 1));
      Files.write(shared.resolve("full/of"), new byte[(1 << 20) - (8 << 10)]);
    } catch (IOException e) {
      noDisk = String.valueOf(e.getMessage());
    }
    Host here = Host.HERE;
    List<Host> places = List.of(here, here, here);
    try {
      hosts = Hosts.apart(3);
      OPEN.push(hosts);
      places = hosts.all();
      here = hosts.here();
    } catch (IOException e) {
      notApart = String.valueOf(e.getMessage());
    }
    cluster = new StandaloneCluster(shared.resolve("cluster"), here, places, folders);
    OPEN.push(cluster);
    halt = new Halt(shared.resolve("halt"));
    spark = cluster.session(halt.settings());
    spark.sparkContext().addSparkListener(WATCH);
    pictures = Cluster.labelled(spark, SparkPictures.write(shared.resolve("pictures")));
    undisturbed = train(shared.resolve("kept").toString());
  }

  @AfterAll
  static void end() {
    THREADS.shutdownNow();
    spark.stop();
    close();
  }

  /** Also where this process is told to end before its tests have: nothing is left behind. */
  private static synchronized void close() {
    while (!OPEN.isEmpty()) {
      try {
        OPEN.pop().close();
      } catch (Exception e) {
        System.err.println(e.getMessage());
      }
    }
  }

  static SignetClassifier classifier(String kept) {
    return new SignetClassifier()
        .setArch("tiny")
        .setInput("3x32x32")
        .setEpochs(24)
        .setBatchSize(4)
        .setPrecision("fp32")
        .setNumWorkers(2)
        .setCheckpointDir(kept)
        .setCheckpointEvery(1)
        .setMaxRestarts(5);
  }

  private static byte[] train(String kept) {
    return Cluster.bytes(classifier(kept).fit(pictures));
  }

  /** A training in the background. */
  private static CompletableFuture<byte[]> training(String kept) {
    return CompletableFuture.supplyAsync(() -> train(kept), THREADS);
  }

  @Test
  void workersThatAreKilledBeforeTheyMeetInAStepAndInACheckpoint() throws Exception {
    Path kept = temporary.resolve("kept");
    halt.at("checkpoints");
    CompletableFuture<byte[]> training = training("halting:" + kept);

    cluster.until("the first worker's look for checkpoints", halt.isReached());
    cluster.until("the second worker", () -> WATCH.begun() == 2);
    kill("worker 1 before the workers have met", 1);
    halt.release();
    untilLaterThan(0, kept, training);
    long before = lastStep(kept);
    kill("worker 1 in a step", 1);
    untilLaterThan(before, kept, training);
    long later = lastStep(kept);
    kill("worker 0 in a step", 0);
    untilLaterThan(later, kept, training);
    halt.at(".step-");
    cluster.until("the next checkpoint's beginning", halt.isReached());
    kill("worker 0 in a checkpoint", 0);
    halt.release();

    assertThat(training.join()).isEqualTo(undisturbed);
    assertThat(kept).as("a complete run leaves no checkpoints").isEmptyDirectory();
  }

  private static void untilLaterThan(long step, Path kept, CompletableFuture<?> training) {
    cluster.until("a checkpoint", () -> training.isDone() || lastStep(kept) > step);
    assertThat(training).as("in the middle").isNotDone();
  }

  /** The last one: the host needs time to be taken back. */
  @Test
  @Order(Integer.MAX_VALUE)
  void aLinkThatIsCutFailsTheStageAndAnotherHostStepsIn() throws Exception {
    assumeTrue(hosts != null, "hosts of their own are not allowed here: " + notApart);
    Path kept = temporary.resolve("kept");
    CompletableFuture<byte[]> training = training(kept.toString());

    untilLaterThan(0, kept, training);
    int host = hostOf(0);
    int failed = WATCH.failures();
    long start = System.nanoTime();
    hosts.cut(host);
    try {
      cluster.until("a failed stage", () -> training.isDone() || WATCH.failures() > failed);
      assertThat(training).as("cut in the middle").isNotDone();
      said("the first worker's link cut", start);
      assertThat(training.join()).isEqualTo(undisturbed);
      System.out.println(Text.of("trained to the end without it: %.1f s", seconds(start)));
    } finally {
      hosts.mend(host);
    }
  }

  @Test
  void portsThatAreClosedBetweenHostsAreASentence() throws Exception {
    assumeTrue(hosts != null, "hosts of their own are not allowed here: " + notApart);
    hosts.closePorts(1, 2, StandaloneCluster.BLOCKS);
    long start = System.nanoTime();
    try {
      assertThatThrownBy(() -> classifier(temporary.resolve("kept").toString()).fit(pictures))
          .isInstanceOf(SignetException.class)
          .hasMessageMatching(
              "worker \\d on 198\\.18\\S+ .* the workers need every port between them open");
    } finally {
      hosts.openPorts(1);
    }
    System.out.println(Text.of("closed ports: a sentence after %.1f s", seconds(start)));
  }

  @Test
  void aDiskThatIsFullIsASentence() {
    assumeTrue(noDisk.isEmpty(), "no small disk can be mounted here: " + noDisk);

    assertThatThrownBy(
            () ->
                classifier(temporary.resolve("kept").toString())
                    .setInput("3x1024x1024")
                    .fit(pictures))
        .isInstanceOf(SignetException.class)
        .hasMessageMatching("worker \\d on \\S+: .*No space left on device.*");
  }

  @Test
  void checkpointsForWhichThereIsNoRoomAreGoneWithout() {
    assumeTrue(noDisk.isEmpty(), "no small disk can be mounted here: " + noDisk);

    assertThat(train(shared.resolve("full/kept").toString())).isEqualTo(undisturbed);
  }

  @Test
  void aDriverThatIsKilledLeavesNoExecutor() throws Exception {
    Path kept = temporary.resolve("kept");
    Process driver = driver(shared.resolve("pictures"), kept);
    cluster.until("a checkpoint", () -> !driver.isAlive() || lastStep(kept) > 0);
    String mine = spark.sparkContext().applicationId();
    List<ProcessHandle> executors =
        cluster
            .executors("app-")
            .filter(each -> cluster.executors(mine).noneMatch(each::equals))
            .toList();
    assertThat(executors).hasSize(2);
    long start = System.nanoTime();

    driver.destroyForcibly();

    cluster.until("the executors' end", () -> executors.stream().noneMatch(ProcessHandle::isAlive));
    said("a killed driver: no executor is left", start);
  }

  private Process driver(Path folder, Path kept) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of(System.getProperty("spark.options", "").split(" ")));
    cluster.settings().forEach((name, value) -> command.add("-D%s=%s".formatted(name, value)));
    command.addAll(List.of("-cp", StandaloneCluster.classPath(), DoomedDriver.class.getName()));
    command.addAll(List.of(folder.toString(), kept.toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(shared.resolve("driver.log").toFile())
        .start();
  }

  /** The host of a worker of this training, as {@link #hosts} counts them. */
  private static int hostOf(int worker) {
    return hosts.all().stream().map(Host::address).toList().indexOf(WATCH.host(worker));
  }

  /** Kills the executor of a worker and waits for the end of its stage. */
  private static void kill(String what, int worker) {
    int failed = WATCH.failures();
    String application = spark.sparkContext().applicationId();
    long start = System.nanoTime();
    assertThat(
            cluster
                .executor(application, WATCH.executor(worker))
                .filter(ProcessHandle::destroyForcibly))
        .hasSize(1);
    cluster.until("a failed stage", () -> WATCH.failures() > failed);
    said(what, start);
  }

  private static void said(String what, long start) {
    double seconds = seconds(start);
    System.out.println(Text.of("%s: %.1f s", what, seconds));
    assertThat(seconds).as(what).isLessThan(BAR);
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /** The step of the newest checkpoint; 0 as long as there is none. */
  private static long lastStep(Path kept) {
    try (Stream<Path> files = Files.list(kept.resolve("signet-run/checkpoints"))) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.startsWith("step-"))
          .mapToLong(name -> Long.parseLong(name.substring(5, 15)))
          .max()
          .orElse(0);
    } catch (java.io.IOException | java.io.UncheckedIOException e) {
      return 0; // not there yet
    }
  }
}
