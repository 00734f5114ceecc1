package dev.signet.export;

import dev.signet.artifact.Manifest;
import dev.signet.artifact.ModelFile;
import dev.signet.engine.TrainedEngine;
import dev.signet.files.AtomicFile;
import dev.signet.files.IoConsumer;
import dev.signet.inference.Engine;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.metrics.LogitDifference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Holds exported networks against the trained one, as it is, on libtorch.
 *
 * @param model the trained one
 * @param pictures that both are asked about
 */
record Proof(ModelFile model, ExportPictures pictures) {
  /**
   * Writes a file, reads it again and compares what it answers; only then it gets its name.
   *
   * @throws dev.signet.SignetException if it does not agree or cannot be written
   */
  Exported write(
      Path file,
      IoConsumer<Path> writer,
      Function<Path, ? extends Engine> reader,
      ParityCheck allowed) {
    List<Exported> result = new ArrayList<>();
    AtomicFile.writeVia(
        file,
        temporary -> {
          writer.accept(temporary);
          try (Engine exported = reader.apply(temporary)) {
            result.add(compare(exported, allowed, Files.size(temporary)));
          }
        });
    return result.get(0);
  }

  private Exported compare(Engine exported, ParityCheck allowed, long bytes) {
    Manifest manifest = model.manifest();
    ComputeDevice cpu = ComputeDevice.choose("cpu");
    try (Engine trained =
        new TrainedEngine(manifest.model(), model.state(), manifest.preprocessing(), cpu)) {
      LogitDifference found = allowed.require(trained, exported, pictures.check());
      return new Exported(
          bytes, pictures.name(), exported.describe(), found, allowed.describe(found));
    }
  }
}
