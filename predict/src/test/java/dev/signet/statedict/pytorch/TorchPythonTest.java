package dev.signet.statedict.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.statedict.Samples;
import dev.signet.statedict.StateDictDiff;
import dev.signet.testing.Python;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java wrote it, Python reads it, and back. */
@Tag("python")
class TorchPythonTest {
  @TempDir Path folder;

  @Test
  void pythonLoadsWhatJavaWroteAndJavaReadsWhatPythonSavesOfIt() throws Exception {
    Python python = Python.with("torch");
    Path ours = folder.resolve("ours.v1.pt");
    Path theirs = folder.resolve("theirs.pt");
    Path legacy = folder.resolve("legacy.pt");
    TorchFile.write(Samples.everyType(), ours);
    String printed =
        python.run(
            """
            import sys, collections, torch
            state = torch.load(sys.argv[1], weights_only=True)
            assert type(state) is collections.OrderedDict
            for name, t in state.items():
                print(ascii(name), t.dtype, tuple(t.shape), t.is_contiguous())
            torch.save(state, sys.argv[2])
            torch.save(state, sys.argv[3], _use_new_zipfile_serialization=False)
            """,
            ours,
            theirs,
            legacy);
    assertThat(printed.lines())
        .hasSize(12)
        .startsWith("'layer.float32' torch.float32 (2, 3) True")
        .endsWith(
            "'bn1.num_batches_tracked' torch.int64 () True",
            "'leer.gr\\xf6\\xdfe' torch.float32 (0, 3) True");
    for (Path file : new Path[] {ours, theirs, legacy}) {
      StateDictDiff diff =
          StateDictDiff.between(Samples.everyType(), TorchFile.read(file).stateDict());
      assertThat(diff.isIdentical()).as("%s: %s", file, diff).isTrue();
    }
  }
}
