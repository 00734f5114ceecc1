package dev.signet.export;

import dev.signet.artifact.ModelFile;
import dev.signet.config.Json;
import dev.signet.engine.LibtorchEngine;
import dev.signet.engine.ScriptedNet;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.network.FoldedNet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.ExtraFilesMap;
import org.bytedeco.pytorch.JitModule;

/**
 * A model as TorchScript, for {@code torch.jit.load}: batch norms folded, fp32, the manifest as the
 * extra file {@code signet.json}; loaded again and checked before it gets its name.
 */
public final class TorchScriptExport {
  private static final String MANIFEST = "signet.json";

  private TorchScriptExport() {}

  /**
   * Writes the file.
   *
   * @throws dev.signet.SignetException if what is loaded from it does not agree with the trained
   *     network, then there is no file; or if it cannot be written
   */
  public static Exported write(ModelFile model, Path file, ExportPictures pictures) {
    Arithmetic plain = Arithmetic.plain(ComputeDevice.choose("cpu"));
    FoldedNet folded = model.toFoldedNet();
    String manifest = Json.write(model.manifest().withoutClaims());
    return new Proof(model, pictures)
        .write(
            file,
            written -> save(folded, plain, manifest, written),
            written -> LibtorchEngine.ofScript(written, model.manifest().preprocessing()),
            ParityCheck.FP32);
  }

  private static void save(FoldedNet net, Arithmetic plain, String manifest, Path file) {
    try (PointerScope scope = new PointerScope()) {
      JitModule module = ScriptedNet.define(net, plain);
      ExtraFilesMap extra = new ExtraFilesMap();
      extra.put(new BytePointer(MANIFEST), new BytePointer(manifest, StandardCharsets.UTF_8));
      module.save(file.toString(), extra);
    }
  }
}
