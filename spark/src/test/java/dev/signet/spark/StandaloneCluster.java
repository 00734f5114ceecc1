package dev.signet.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** Spark's own master and two workers of one slot each, as processes of their own. */
final class StandaloneCluster implements AutoCloseable {
  /** However slow the machine is. */
  private static final Duration LONG = Duration.ofMinutes(3);

  private static final String HERE = "127.0.0.1";

  private final Path folder;
  private final int port;
  private final List<Process> processes = new ArrayList<>();

  StandaloneCluster(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder.resolve("home/jars")); // Spark's launcher wants to see it
    this.port = freePort();
    start(
        "master",
        "org.apache.spark.deploy.master.Master",
        "--host",
        HERE,
        "--port",
        "" + port,
        "--webui-port",
        "0");
    for (int i = 0; i < 2; i++) {
      start(
          "worker" + i,
          "org.apache.spark.deploy.worker.Worker",
          url(),
          "--host",
          HERE,
          "--cores",
          "1",
          "--memory",
          "1g",
          "--webui-port",
          "0",
          "--work-dir",
          folder.resolve("work" + i).toString());
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private String url() {
    return "spark://" + HERE + ":" + port;
  }

  private void start(String name, String main, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(java(), "-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of(System.getProperty("spark.options", "").split(" ")));
    command.addAll(List.of("-cp", classPath(), main));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile());
    builder.environment().put("SPARK_HOME", folder.resolve("home").toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", HERE);
    processes.add(builder.start());
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  static String classPath() {
    return System.getProperty("java.class.path");
  }

  /** Spark with this cluster behind it, once both workers have an executor. */
  SparkSession session() {
    SparkSession spark =
        SparkSession.builder()
            .master(url())
            .appName("signet")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.bindAddress", HERE)
            .config("spark.driver.host", HERE)
            .config("spark.executor.memory", "600m")
            .config("spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
            .config("spark.executor.extraClassPath", classPath())
            .config("spark.executorEnv.OMP_WAIT_POLICY", "PASSIVE")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.scheduler.barrier.maxConcurrentTasksCheck.interval", "1s")
            .config("spark.scheduler.barrier.maxConcurrentTasksCheck.maxFailures", "180")
            .getOrCreate();
    until("two executors", () -> spark.sparkContext().getExecutorIds().size() == 2);
    return spark;
  }

  /** The executor's process of worker 0 or 1. */
  Stream<ProcessHandle> executors(int worker) {
    return processes
        .get(1 + worker)
        .descendants()
        .filter(ProcessHandle::isAlive)
        .filter(each -> each.info().commandLine().orElse("java").contains("java"));
  }

  /** Waits, a long time if it must be. */
  void until(String what, BooleanSupplier reached) {
    long end = System.nanoTime() + LONG.toNanos();
    while (!reached.getAsBoolean()) {
      assertThat(System.nanoTime()).as("%s; the logs are in %s", what, folder).isLessThan(end);
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() {
    processes.forEach(process -> process.descendants().forEach(ProcessHandle::destroyForcibly));
    processes.forEach(Process::destroyForcibly);
  }
}
