package dev.signet.spark.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.config.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RosterTest {
  private static final String FP32 = "Signet 0.1.0, libtorch 2.10.0, cpu, fp32";

  private static Hello worker(int number, String computes, String processor, int pictures) {
    return new Hello(
        number,
        "host" + number,
        "" + number,
        0,
        7000 + number,
        "",
        computes,
        processor,
        pictures,
        "print" + number,
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  private static Roster of(Hello... workers) {
    String[] messages = new String[workers.length];
    for (int i = 0; i < workers.length; i++) {
      messages[workers.length - 1 - i] = Json.write(workers[i]);
    }
    return Roster.of(messages);
  }

  @Test
  void workersThatComputeAlikeTrainTogetherWhateverTheirProcessors() {
    Roster roster = of(worker(0, FP32, "AVX2", 5), worker(1, FP32, "AVX512", 7));

    assertThat(roster.problem()).isEmpty();
    assertThat(roster.mostPictures()).isEqualTo(7);
    assertThat(roster.first().host()).isEqualTo("host0");
    assertThat(roster.fingerprints()).containsExactly("print0", "print1");
    assertThat(roster.remark())
        .hasValue(
            "the workers' processors differ (AVX2, AVX512): another placement of the tasks rounds"
                + " otherwise");
    assertThat(of(worker(0, FP32, "AVX2", 5), worker(1, FP32, "AVX2", 5)).remark()).isEmpty();
  }

  @Test
  void workersStandInARing() {
    Roster roster = of(worker(0, FP32, "", 5), worker(1, FP32, "", 5), worker(2, FP32, "", 5));

    assertThat(roster.after(2)).isEqualTo(roster.before(1)).hasToString("worker 0 on host0");
    assertThat(roster.after(0).port()).isEqualTo(7001);
    assertThat(roster.before(0).port()).isEqualTo(7002);
  }

  @Test
  void otherVersionsOrPrecisionAreRefused() {
    Roster roster =
        of(worker(0, FP32, "", 5), worker(1, "Signet 0.1.0, libtorch 2.10.0, cpu, bf16", "", 5));

    assertThat(roster.problem())
        .hasValue(
            "worker 0 on host0 computes with Signet 0.1.0, libtorch 2.10.0, cpu, fp32, worker 1 on"
                + " host1 with Signet 0.1.0, libtorch 2.10.0, cpu, bf16; give all the same jars, cpu"
                + " (device) where not every host has a GPU, and fp32 (precision) where not every"
                + " processor has bf16");
  }

  @Test
  void everyWorkerHasAGpuOfItsOwn() {
    Hello first = onGpu(0, "host0", "0");

    assertThat(of(first, onGpu(1, "host0", "1"), onGpu(2, "host1", "0")).problem()).isEmpty();
    assertThat(of(first, onGpu(1, "host0", "0")).problem())
        .hasValue(
            "two workers compute on one GPU (0 of host0); let Spark deal GPUs out"
                + " (spark.executor.resource.gpu.amount=1), start one executor a host, or compute on"
                + " processors (device)");
  }

  private static Hello onGpu(int number, String host, String gpu) {
    return new Hello(
        number,
        host,
        "" + number,
        0,
        0,
        gpu,
        "Signet 0.1.0, libtorch 2.10.0, cuda, bf16",
        "",
        3,
        "print" + number,
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  @Test
  void everyWorkerHasAProcessOfItsOwn() {
    Hello first = worker(0, FP32, "", 3);
    Hello beside =
        new Hello(
            1,
            "host0",
            first.executor(),
            0,
            0,
            "",
            FP32,
            "",
            3,
            "print1",
            Optional.empty(),
            List.of(),
            Optional.empty());

    assertThat(of(first, beside).problem())
        .hasValue(
            "two workers run in one process (executor 0 on host0); give all executors the same"
                + " number of cores (spark.executor.cores)");
  }

  @Test
  void aWorkerWithoutPicturesIsRefused() {
    assertThat(of(worker(0, FP32, "", 3), worker(1, FP32, "", 0), worker(2, FP32, "", 0)).problem())
        .hasValue("2 of 3 workers got none of the 3 pictures; give fewer workers (numWorkers)");
  }

  @Test
  void checkpointsOfOtherPicturesAreRefused() {
    Hello first = worker(0, FP32, "", 3);
    Hello before =
        new Hello(
            0,
            "host0",
            "0",
            1,
            0,
            "",
            FP32,
            "",
            3,
            "print0",
            Optional.of("step-0000000001.safetensors"),
            List.of("print0", "print1", "print2"),
            Optional.empty());

    assertThat(of(first, worker(1, FP32, "", 3)).problem()).isEmpty();
    assertThat(of(before, worker(1, FP32, "", 3)).problem())
        .hasValue(
            "the checkpoints are of a run with other pictures or another number of workers (3 then,"
                + " 2 now); name another folder (checkpointDir) or empty it");
  }
}
