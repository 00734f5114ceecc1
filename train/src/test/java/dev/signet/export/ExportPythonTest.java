package dev.signet.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.artifact.ModelFile;
import dev.signet.config.Layout;
import dev.signet.config.ResNetVariant;
import dev.signet.engine.TrainedEngine;
import dev.signet.inference.Engine;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.picture.Batch;
import dev.signet.testing.Python;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Python's onnx accepts what is exported, and its torch.jit.load computes it. */
@Tag("python")
class ExportPythonTest {
  private static final String CHECK =
      """
      import sys, onnx
      for path in sys.argv[1:]:
          model = onnx.load(path)
          onnx.checker.check_model(model, full_check=True)
          sides = model.graph.input[0].type.tensor_type.shape.dim
          keys = {entry.key for entry in model.metadata_props}
          assert {'signet', 'classes', 'mean', 'std', 'input_size'} <= keys, keys
          print(model.ir_version, model.opset_import[0].version, model.graph.input[0].name,
                sides[0].dim_param, [side.dim_value for side in sides][1:],
                model.graph.output[0].name)
      """;

  private static final String LOAD =
      """
      import sys, json, torch
      extra = {'signet.json': ''}
      net = torch.jit.load(sys.argv[1], _extra_files=extra)
      assert json.loads(extra['signet.json'])['classes'] == ['c0', 'c1', 'c2', 'c3']
      data = open(sys.argv[2], 'rb').read()
      bytes_ = torch.frombuffer(bytearray(data), dtype=torch.uint8).reshape(-1, 32, 32, 3)
      mean = torch.tensor([0.5, 0.4, 0.3]).reshape(1, 3, 1, 1)
      std = torch.tensor([0.2, 0.25, 0.3]).reshape(1, 3, 1, 1)
      with torch.no_grad():
          logits = net((bytes_.permute(0, 3, 1, 2).float() / 255 - mean) / std)
      print(' '.join(repr(float(x)) for x in logits.flatten()))
      """;

  @TempDir Path folder;

  @Test
  void checkerAcceptsEveryKindOfOnnx() throws Exception {
    Python python = Python.with("onnx");
    ModelFile model = OnnxExportTest.model(ResNetVariant.TINY, Layout.ARTICLE);
    List<Path> files = new ArrayList<>();
    for (OnnxExport.Kind kind : OnnxExport.Kind.values()) {
      for (boolean inside : new boolean[] {false, true}) {
        Path file = folder.resolve(kind + "-" + inside + ".onnx");
        OnnxExport.write(model, file, kind, inside, OnnxExportTest.pictures());
        files.add(file);
      }
    }
    assertThat(python.run(CHECK, files.toArray(Path[]::new)).lines())
        .hasSize(6)
        .allMatch(
            line ->
                line.equals("8 17 input n [3, 32, 32] logits")
                    || line.equals("8 17 input n [32, 32, 3] logits"));
  }

  @Test
  void torchScriptGivesTheSameLogitsInPython() throws Exception {
    Python python = Python.with("torch");
    ModelFile model = OnnxExportTest.model(ResNetVariant.RESNET18, Layout.TORCHVISION);
    Path script = folder.resolve("model.pt");
    Exported exported = TorchScriptExport.write(model, script, OnnxExportTest.pictures());
    assertThat(exported.difference().largest()).isLessThan(1e-4);
    Batch pictures = OnnxExportTest.pictures().check().get(0);
    byte[] bytes = new byte[pictures.images().limit()];
    pictures.images().duplicate().rewind().get(bytes);
    Path file = Files.write(folder.resolve("pictures.bin"), bytes);
    String[] theirs = python.run(LOAD, script, file).strip().split(" ", -1);
    float[] ours = logits(model, pictures);
    assertThat(theirs).hasSize(ours.length);
    for (int i = 0; i < ours.length; i++) {
      assertThat(Math.abs(Float.parseFloat(theirs[i]) - ours[i])).isLessThan(1e-4f);
    }
  }

  private static float[] logits(ModelFile model, Batch pictures) {
    try (Engine engine =
        new TrainedEngine(
            model.manifest().model(),
            model.state(),
            model.manifest().preprocessing(),
            ComputeDevice.choose("cpu"))) {
      return engine.logits(pictures);
    }
  }
}
