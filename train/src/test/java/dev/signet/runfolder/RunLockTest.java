package dev.signet.runfolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.SignetException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
  @TempDir Path temporary;

  @Test
  void secondTrainingIsKeptOutUntilTheFirstHasEnded() {
    RunFolder folder = RunFolder.create(temporary.resolve("run"));
    try (RunLock lock = RunLock.acquire(folder)) {
      assertThatThrownBy(() -> RunLock.acquire(folder))
          .isInstanceOf(SignetException.class)
          .hasMessage(
              "%s is in use by another training, process %d; wait for its end or choose another"
                  + " folder (--out)",
              folder.path(), ProcessHandle.current().pid());
    }
    try (RunLock again = RunLock.acquire(folder)) {
      assertThat(folder.path().resolve(".lock")).exists();
    }
  }
}
