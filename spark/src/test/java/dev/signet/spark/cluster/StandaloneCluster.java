package dev.signet.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Spark's own master and two workers of two cores each, as processes of their own. An application
 * gets one core of each, so that the host of one can stand in for the other's.
 */
final class StandaloneCluster implements AutoCloseable {
  /** The only port on which executors must reach each other for Spark's sake. */
  static final int BLOCKS = 17_077;

  /** However slow the machine is. */
  private static final Duration LONG = Duration.ofMinutes(4);

  private final Path folder;
  private final Host driver;
  private final String url;
  private final long workers;
  private final List<Process> processes = new ArrayList<>();

  /**
   * Starts it.
   *
   * @param driver where applications run
   * @param hosts of the master and of both workers
   * @param disks where each worker keeps what does not last
   */
  StandaloneCluster(Path folder, Host driver, List<Host> hosts, List<Path> disks)
      throws IOException {
    this.folder = folder;
    this.driver = driver;
    this.workers = hosts.stream().skip(1).map(Host::address).distinct().count();
    Files.createDirectories(folder.resolve("home/jars")); // Spark's launcher wants to see it
    int port = freePort();
    this.url = "spark://" + hosts.get(0).address() + ":" + port;
    start(
        "master",
        hosts.get(0),
        Map.of(),
        List.of("org.apache.spark.deploy.master.Master", "--port", "" + port));
    for (int i = 0; i < 2; i++) {
      start(
          "worker" + i,
          hosts.get(1 + i),
          Map.of("SPARK_LOCAL_DIRS", disks.get(i).toString()),
          List.of(
              "org.apache.spark.deploy.worker.Worker",
              url,
              "--cores",
              "2",
              "--memory",
              "2g",
              "--work-dir",
              folder.resolve("work" + i).toString()));
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void start(String name, Host host, Map<String, String> more, List<String> main)
      throws IOException {
    List<String> command = new ArrayList<>(host.enter());
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Dspark.worker.timeout=20"));
    command.addAll(List.of(System.getProperty("spark.options", "").split(" ")));
    command.addAll(List.of("-cp", classPath()));
    command.addAll(main);
    command.addAll(List.of("--host", host.address(), "--webui-port", "0"));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile());
    builder.environment().put("SPARK_HOME", folder.resolve("home").toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", host.address());
    builder.environment().putAll(more);
    processes.add(builder.start());
  }

  static String classPath() {
    return System.getProperty("java.class.path");
  }

  /** What an application of one executor on each host is told. */
  Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("spark.master", url);
    settings.put("spark.app.name", "signet");
    settings.put("spark.ui.enabled", "false");
    settings.put("spark.driver.bindAddress", driver.address());
    settings.put("spark.driver.host", driver.address());
    settings.put("spark.executor.memory", "600m");
    settings.put("spark.executor.cores", "1");
    settings.put("spark.cores.max", "2");
    settings.put("spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    settings.put("spark.executor.extraClassPath", classPath());
    settings.put("spark.executorEnv.OMP_WAIT_POLICY", "PASSIVE");
    settings.put("spark.blockManager.port", "" + BLOCKS);
    settings.put("spark.sql.shuffle.partitions", "2");
    settings.put("spark.network.timeout", "25s");
    settings.put("spark.network.timeoutInterval", "5s");
    settings.put("spark.executor.heartbeatInterval", "5s");
    settings.put("spark.scheduler.barrier.maxConcurrentTasksCheck.interval", "1s");
    settings.put("spark.scheduler.barrier.maxConcurrentTasksCheck.maxFailures", "240");
    return settings;
  }

  /**
   * Spark with this cluster behind it, once there are two executors, on both hosts if there are
   * two: the first worker to be there may have been given both.
   */
  SparkSession session(Map<String, String> more) {
    while (true) {
      SparkSession.Builder builder = SparkSession.builder();
      settings().forEach(builder::config);
      more.forEach(builder::config);
      SparkSession spark = builder.getOrCreate();
      until("two executors", () -> spark.sparkContext().getExecutorIds().size() == 2);
      long hosts =
          CollectionConverters.asJava(spark.sparkContext().statusStore().executorList(true))
              .stream()
              .filter(each -> each.totalCores() > 0)
              .map(each -> each.hostPort().replaceFirst(":\\d+$", ""))
              .distinct()
              .count();
      if (hosts == workers) {
        return spark;
      }
      spark.stop();
    }
  }

  /** The living executors of an application, or those of all whose name begins so. */
  Stream<ProcessHandle> executors(String application) {
    return children().filter(each -> commandLine(each).contains("\0--app-id\0" + application));
  }

  /** One executor of an application. */
  Stream<ProcessHandle> executor(String application, String id) {
    return executors(application)
        .filter(each -> commandLine(each).contains("\0--executor-id\0" + id + "\0"));
  }

  private Stream<ProcessHandle> children() {
    return processes.stream().flatMap(Process::descendants).filter(ProcessHandle::isAlive);
  }

  /** {@link ProcessHandle} itself shows the beginning of a long one. */
  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(
          Path.of("/proc", "" + process.pid(), "cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return ""; // it has ended
    }
  }

  /** Waits, a long time if it must be. */
  void until(String what, BooleanSupplier reached) {
    long end = System.nanoTime() + LONG.toNanos();
    while (!reached.getAsBoolean()) {
      assertThat(System.nanoTime()).as("%s; %s", what, lastLines()).isLessThan(end);
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  private String lastLines() {
    try (Stream<Path> logs = Files.list(folder)) {
      return logs.filter(Files::isRegularFile).map(StandaloneCluster::end).toList().toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String end(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    processes.forEach(process -> process.descendants().forEach(ProcessHandle::destroyForcibly));
    processes.forEach(Process::destroyForcibly);
  }
}
