package dev.signet.libtorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.signet.InvalidValueException;
import dev.signet.config.ComputeConfig;
import dev.signet.config.Precision;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComputeDeviceTest {
  @BeforeAll
  static void load() {
    Libtorch.load();
  }

  @Test
  void cudaIsRefusedInOneLineWhereThereIsNone() {
    assumeFalse(torch.cuda_is_available(), "this machine has CUDA");
    assertThatThrownBy(() -> ComputeDevice.choose("cuda"))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage(
            "--device cuda is not possible: %s; use --device cpu or auto",
            ComputeDevice.whyNoCuda())
        .message()
        .hasLineCount(1);
  }

  @Test
  void autoTakesTheCpuAndSaysWhyWhereThereIsNoCuda() {
    assumeFalse(torch.cuda_is_available(), "this machine has CUDA");
    ComputeDevice device = ComputeDevice.choose("auto");
    assertThat(device.type()).isEqualTo(ComputeDevice.Type.CPU);
    assertThat(device.reason()).isEqualTo(ComputeDevice.whyNoCuda()).contains("CUDA");
    assertThat(device).hasToString("cpu");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "CPU", "gpu", "cuda:0"})
  void otherNamesAreAnsweredWithTheAllowedOnes(String name) {
    assertThatThrownBy(() -> ComputeDevice.choose(name))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("device (--device) must be one of auto, cpu, cuda but was '%s'", name);
  }

  @Test
  void askedPrecisionIsKeptAndAutomaticOneFollowsTheProcessor() {
    ComputeDevice cpu = ComputeDevice.choose("cpu");
    assertThat(Arithmetic.of(ComputeConfig.CLASSIC, cpu).precision()).isEqualTo(Precision.FP32);
    ComputeConfig bf16 = ComputeConfig.CLASSIC.withPrecision(Precision.BF16);
    assertThat(Arithmetic.of(bf16, cpu).precision()).isEqualTo(Precision.BF16);
    Arithmetic automatic = Arithmetic.of(ComputeConfig.FAST, cpu);
    assertThat(automatic.bf16()).isEqualTo(CpuFeatures.detect().bf16());
    assertThat(automatic.reason()).contains("bf16 natively");
    assertThat(automatic.channelsLast()).isTrue();
  }

  @Test
  void featuresOfTheProcessorAreConsistentAndDescribed() {
    CpuFeatures features = CpuFeatures.detect();
    assertThat(features.capability()).isNotBlank();
    assertThat(features.avx2() || !features.avx512()).as("AVX-512 includes AVX2").isTrue();
    assertThat(new CpuFeatures("AVX512", true, true, false).describe())
        .isEqualTo("AVX2 yes, AVX-512 yes, bf16 no (libtorch uses AVX512)");
    assertThat(CpuFeatures.detect()).isEqualTo(features);
  }

  @Test
  void versionIsThatOfThePresets() {
    assertThat(Libtorch.version()).matches("\\d+\\.\\d+\\.\\d+");
    assertThat(Libtorch.platform()).contains("-");
    assertThat(Libtorch.threads()).isPositive();
  }
}
