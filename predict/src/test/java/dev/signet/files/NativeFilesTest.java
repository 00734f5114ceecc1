package dev.signet.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeFilesTest {
  private static final String FOLDER = "/ai/onnxruntime/native/linux-aarch64/";
  private static final String LIBRARY = "libonnxruntime4j_jni.so";

  @TempDir Path cache;

  private Path unpacked() {
    String before = System.getProperty(NativeFolder.PROPERTY);
    System.setProperty(NativeFolder.PROPERTY, cache.toString());
    try {
      return NativeFiles.unpacked(OrtEnvironment.class, FOLDER, List.of(LIBRARY), "onnxruntime")
          .resolve(LIBRARY);
    } finally {
      if (before == null) {
        System.clearProperty(NativeFolder.PROPERTY);
      } else {
        System.setProperty(NativeFolder.PROPERTY, before);
      }
    }
  }

  @Test
  void libraryIsUnpackedOnceAndMendedWhereItWasCutOff() throws IOException {
    Path library = unpacked();
    long size = Files.size(library);
    assertThat(size).isGreaterThan(100_000);
    Files.write(library, new byte[10]);
    assertThat(Files.size(unpacked())).isEqualTo(size);
  }

  @Test
  void libraryIsMendedWhereAByteOfItIsAnother() throws IOException {
    Path library = unpacked();
    byte[] sound = Files.readAllBytes(library);
    byte[] damaged = sound.clone();
    damaged[damaged.length / 2] ^= 1;
    Files.write(library, damaged);
    assertThat(unpacked()).hasBinaryContent(sound);
    FileTime written = Files.getLastModifiedTime(library);
    assertThat(Files.getLastModifiedTime(unpacked())).isEqualTo(written);
  }

  @Test
  void jarWithoutTheLibrarySaysSo() {
    assertThatThrownBy(
            () -> NativeFiles.unpacked(OrtEnvironment.class, FOLDER, List.of("none.so"), "x"))
        .hasMessage("there is none for this platform");
  }

  /** Nobody runs them here; whoever has such a machine finds them. */
  @ParameterizedTest
  @ValueSource(strings = {"linux-x64", "linux-aarch64", "osx-aarch64"})
  void runtimeIsThereForEveryPlatformOfOurs(String platform) {
    String ending = platform.startsWith("osx") ? ".dylib" : ".so";
    for (String library : List.of("libonnxruntime", "libonnxruntime4j_jni")) {
      assertThat(
              OrtEnvironment.class.getResource(
                  "/ai/onnxruntime/native/" + platform + "/" + library + ending))
          .as(platform + " " + library)
          .isNotNull();
    }
  }
}
