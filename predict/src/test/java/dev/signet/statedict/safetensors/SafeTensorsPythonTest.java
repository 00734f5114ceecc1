package dev.signet.statedict.safetensors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.statedict.Samples;
import dev.signet.statedict.StateDict;
import dev.signet.statedict.StateDictDiff;
import dev.signet.testing.Python;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java wrote it, the reference implementation reads it, and back. */
@Tag("python")
class SafeTensorsPythonTest {
  @TempDir Path folder;

  @Test
  void pythonLoadsWhatJavaWroteAndJavaReadsWhatPythonSavesOfIt() throws Exception {
    Python python = Python.with("safetensors.torch");
    Path ours = folder.resolve("ours.safetensors");
    Path theirs = folder.resolve("theirs.safetensors");
    SafeTensorsFile.write(Samples.withMetadata(), ours);
    python.run(
        """
        import sys, safetensors, safetensors.torch
        with safetensors.safe_open(sys.argv[1], framework="pt") as f:
            metadata = f.metadata()
            state = {name: f.get_tensor(name) for name in f.keys()}
        assert len(state) == 12
        safetensors.torch.save_file(state, sys.argv[2], metadata)
        """,
        ours,
        theirs);
    StateDict read = SafeTensorsFile.read(theirs);
    StateDictDiff diff = StateDictDiff.between(Samples.withMetadata(), read);
    assertThat(diff.isIdentical()).as(diff.toString()).isTrue();
    assertThat(read.metadata()).isEqualTo(Samples.withMetadata().metadata());
  }
}
