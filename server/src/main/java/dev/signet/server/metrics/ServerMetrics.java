package dev.signet.server.metrics;

import com.sun.management.OperatingSystemMXBean;
import dev.signet.server.batching.BatchObserver;
import dev.signet.server.grpc.GrpcObserver;
import dev.signet.server.http.HttpObserver;
import dev.signet.server.models.ModelObserver;
import dev.signet.server.models.PictureAnswer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The service's meters. Names and labels are listed in the manual. Labels hold only words of the
 * service's own, never what a client sent. Safe for use by many threads.
 */
public final class ServerMetrics
    implements HttpObserver, GrpcObserver, ModelObserver, AutoCloseable {
  /** What turns a request away, by the status that says so. */
  private static final Map<Integer, String> REASONS =
      Map.of(
          401, "token",
          403, "forbidden",
          408, "slow_body",
          413, "too_large",
          415, "media_type",
          421, "host",
          429, "queue_full",
          499, "client_gone",
          503, "busy",
          504, "deadline");

  private static final Duration[] LATENCIES = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(20),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(200),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics garbage = new JvmGcMetrics();

  /** Meters that count nothing yet. */
  public ServerMetrics() {
    nameAsPrometheusDoes(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    garbage.bindTo(registry);
    Gauge.builder("signet.memory.resident", ProcessMemory::resident)
        .description("Resident memory of the process, native memory included")
        .baseUnit("bytes")
        .register(registry);
    Gauge.builder("signet.memory.native", ProcessMemory::besideHeap)
        .description("Memory of the process beside the Java heap: the networks above all")
        .baseUnit("bytes")
        .register(registry);
  }

  /**
   * Two of Micrometer's names are none for Prometheus ({@code promtool check metrics}): a gauge
   * that ends in count, and a time that is not in seconds.
   */
  private static void nameAsPrometheusDoes(MeterRegistry registry) {
    registry
        .config()
        .meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"))
        .meterFilter(
            new MeterFilter() {
              @Override
              public Meter.Id map(Meter.Id id) {
                return id.getName().equals("system.cpu.count") ? id.withName("system.cpus") : id;
              }
            });
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
      FunctionCounter.builder("process.cpu", system, each -> each.getProcessCpuTime() / 1e9)
          .description("Time that processors have spent on the process")
          .baseUnit("seconds")
          .register(registry);
    }
  }

  @Override
  public void answered(String method, String route, int status, double millis) {
    Timer.builder("signet.http.requests")
        .description("Requests, from the last byte of the body to the answer")
        .tags("method", method, "route", route, "status", String.valueOf(status))
        .serviceLevelObjectives(LATENCIES)
        .register(registry)
        .record(Duration.ofNanos((long) (millis * 1e6)));
    refused(status);
  }

  @Override
  public void called(String method, String code, double millis) {
    Timer.builder("signet.grpc.calls")
        .description("Calls over gRPC, from their head to their end")
        .tags("method", method, "code", code)
        .serviceLevelObjectives(LATENCIES)
        .register(registry)
        .record(Duration.ofNanos((long) (millis * 1e6)));
  }

  @Override
  public void refused(int status) {
    String reason = REASONS.get(status);
    if (reason == null) {
      return;
    }
    Counter.builder("signet.rejections")
        .description("Requests that were turned away")
        .tag("reason", reason)
        .register(registry)
        .increment();
  }

  @Override
  public void answered(String model, PictureAnswer answer) {
    stage(model, "decode", answer.decodeNanos());
    stage(model, "queue", answer.queuedNanos());
    stage(model, "compute", answer.computedNanos());
  }

  private void stage(String model, String stage, long nanos) {
    Timer.builder("signet.picture.stage")
        .description("Where the time of a picture goes")
        .tags("model", model, "stage", stage)
        .serviceLevelObjectives(LATENCIES)
        .register(registry)
        .record(Duration.ofNanos(nanos));
  }

  @Override
  public void serves(String model, Supplier<Number> waiting) {
    Gauge.builder("signet.queue", waiting)
        .description("Pictures that wait or are being decoded")
        .baseUnit("pictures")
        .tag("model", model)
        .register(registry);
  }

  /** Shows how many bytes of bodies are held. */
  public void bodies(Supplier<Number> held) {
    Gauge.builder("signet.bodies", held)
        .description("Bodies of requests that are held in memory")
        .baseUnit("bytes")
        .register(registry);
  }

  @Override
  public BatchObserver batches(String model) {
    DistributionSummary sizes =
        DistributionSummary.builder("signet.batch")
            .description("Pictures that went through the network together")
            .baseUnit("pictures")
            .tag("model", model)
            .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64)
            .register(registry);
    Counter dropped =
        Counter.builder("signet.dropped")
            .description("Pictures that were not computed because nobody waited any more")
            .baseUnit("pictures")
            .tag("model", model)
            .register(registry);
    return new BatchObserver() {
      @Override
      public void computed(int items, long nanos) {
        sizes.record(items);
      }

      @Override
      public void dropped() {
        dropped.increment();
      }
    };
  }

  /** All meters as Prometheus reads them. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    garbage.close();
    registry.close();
  }
}
