package dev.signet.cli.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import dev.signet.artifact.Manifest;
import dev.signet.artifact.ModelFile;
import dev.signet.artifact.OpenedModel;
import dev.signet.artifact.RunConfigFile;
import dev.signet.cli.console.CommandBase;
import dev.signet.cli.console.Names;
import dev.signet.cli.options.KeysOption;
import dev.signet.cli.options.PictureOptions;
import dev.signet.cli.options.SavedModelOptions;
import dev.signet.cli.options.TextOrJsonOption;
import dev.signet.config.DataConfig;
import dev.signet.config.InputSize;
import dev.signet.config.Labels;
import dev.signet.config.Layout;
import dev.signet.config.Ranges;
import dev.signet.export.ExportPictures;
import dev.signet.export.Exported;
import dev.signet.export.OnnxExport;
import dev.signet.export.TorchScriptExport;
import dev.signet.metrics.LogitDifference;
import dev.signet.onnx.OnnxFile;
import dev.signet.statedict.pytorch.TorchFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signet export}: a model as a file for other programs. */
@Command(
    name = "export",
    description = {
      "Writes a model as a file for other programs.",
      "ONNX and TorchScript are computed again from the file and compared with the trained"
          + " network;",
      "if they do not agree, no file is written."
    })
public final class ExportCommand extends CommandBase {
  private static final double MEGABYTE = 1e6;

  @Mixin PictureOptions pictureOptions = new PictureOptions();
  @Mixin SavedModelOptions saved = new SavedModelOptions();

  @Option(
      names = "--to",
      required = true,
      paramLabel = "onnx|torchscript|pytorch|safetensors",
      description = "The format.")
  Target to = Target.ONNX;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The file to write; an existing one is refused.")
  Path out = Path.of("");

  @Option(
      names = "--with-preprocessing",
      description = "ONNX: take bytes [n, h, w, 3] and preprocess them inside (default: no).")
  boolean withPreprocessing;

  @Option(
      names = "--precision",
      paramLabel = "fp32|fp16",
      description = "ONNX: of the weights and the arithmetic (default: fp32).")
  @Nullable Precision precision;

  @Option(
      names = "--quantize",
      paramLabel = "int8",
      description = "ONNX: 8-bit integers, calibrated on training pictures (default: no).")
  @Nullable Quantization quantize;

  @Option(
      names = "--layout",
      paramLabel = "article|torchvision",
      completionCandidates = Names.Layouts.class,
      description = "PyTorch, safetensors: names and biases of the parameters (default: as it is).")
  @Nullable Layout layout;

  @Option(
      names = "--data",
      paramLabel = "DIR|FILE",
      description = "Pictures to calibrate on and to compare by (default: the run's).")
  @Nullable String data;

  @Mixin KeysOption keys = new KeysOption();

  @Option(
      names = "--pictures",
      paramLabel = "N",
      description =
          "How many to calibrate on, and how many to compare by, 1 to 10000 (default: 256).")
  int pictures = 256;

  @Mixin TextOrJsonOption format = new TextOrJsonOption();

  /** Formats of files. */
  public enum Target {
    ONNX,
    TORCHSCRIPT,
    PYTORCH,
    SAFETENSORS
  }

  /** Floating-point numbers of an ONNX file. */
  public enum Precision {
    FP32,
    FP16
  }

  /** Integers of an ONNX file. */
  public enum Quantization {
    INT8
  }

  @Override
  public Integer call() {
    check();
    OpenedModel opened = saved.open(this);
    ModelFile file = opened.file();
    switch (to) {
      case ONNX -> answer(OnnxExport.write(file, out, kind(), withPreprocessing, pictures(opened)));
      case TORCHSCRIPT -> answer(TorchScriptExport.write(file, out, pictures(opened)));
      case PYTORCH -> {
        TorchFile.write(inLayout(file).state(), out);
        written(Optional.empty());
      }
      case SAFETENSORS -> {
        inLayout(file).write(out);
        written(Optional.empty());
      }
    }
    return 0;
  }

  private void check() {
    if (OnnxFile.isNamedSo(saved.path)) {
      throw new InvalidValueException(
          "%s is exported already: its batch norms are folded; export the run or its model file"
              .formatted(saved.path));
    }
    if (to != Target.ONNX) {
      requireUnused("--with-preprocessing", withPreprocessing);
      requireUnused("--precision", precision != null);
      requireUnused("--quantize", quantize != null);
    }
    if (layout != null && (to == Target.ONNX || to == Target.TORCHSCRIPT)) {
      throw new InvalidValueException(
          "--layout has no effect with --to %s, whose file has neither layout; leave it out"
              .formatted(Labels.of(to)));
    }
    if (precision == Precision.FP16 && quantize != null) {
      throw new InvalidValueException("--precision fp16 and --quantize int8 exclude each other");
    }
    Ranges.require("--pictures", pictures, 1, 10_000);
    if (Files.exists(out)) {
      throw new SignetException(
          "%s exists already; choose another name (--out) or remove it".formatted(out));
    }
  }

  private ModelFile inLayout(ModelFile file) {
    return layout == null ? file : file.inLayout(layout);
  }

  private void requireUnused(String option, boolean used) {
    if (used) {
      throw new InvalidValueException(
          "%s has no effect without --to onnx; add that or leave it out".formatted(option));
    }
  }

  private OnnxExport.Kind kind() {
    if (quantize != null) {
      return OnnxExport.Kind.INT8;
    }
    return precision == Precision.FP16 ? OnnxExport.Kind.FP16 : OnnxExport.Kind.FP32;
  }

  /** Those that were named, those of the run, or noise where int8 does not need better ones. */
  private ExportPictures pictures(OpenedModel opened) {
    Manifest manifest = opened.file().manifest();
    InputSize input = manifest.model().input();
    if (data != null) {
      DataConfig.Files named = pictureOptions.files(data).withKeys(keys.given());
      return ExportPictures.of(named.withFit(manifest.preprocessing().fit()), input, pictures);
    }
    Optional<DataConfig> run =
        opened.run().or(() -> RunConfigFile.beside(saved.path)).map(it -> it.data());
    if (run.isEmpty()) {
      return ExportPictures.noise(input, pictures);
    }
    try {
      return ExportPictures.of(run.get(), input, pictures);
    } catch (SignetException e) {
      if (quantize != null) {
        throw e;
      }
      note("The run's pictures are not at hand: " + e.getMessage());
      return ExportPictures.noise(input, pictures);
    }
  }

  private void answer(Exported exported) {
    if (!format.isJson()) {
      say("Compared by: %s", exported.pictures());
      say("Exported: %s", exported.engine());
      say(
          "Same class: %d of %d; largest difference of a logit: %.2g (largest logit %.2g)",
          exported.difference().sameTop1(),
          exported.difference().pictures(),
          exported.difference().largest(),
          exported.difference().largestLogit());
      say("Asked for: %s", exported.allowed());
    }
    written(Optional.of(exported));
  }

  private void written(Optional<Exported> exported) {
    long bytes = size(out);
    long modelBytes =
        size(Files.isDirectory(saved.path) ? saved.path.resolve(ModelFile.NAME) : saved.path);
    if (!format.isJson()) {
      say(
          "Written: %s, %,.1f MB (%s has %,.1f MB)",
          out, bytes / MEGABYTE, saved.path, modelBytes / MEGABYTE);
      return;
    }
    answer(new Answer(out.toString(), bytes, modelBytes, exported.map(Compared::of)));
  }

  /** The answer in JSON; what was not computed again was not compared. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  private record Answer(
      String file, long bytes, long modelBytes, @JsonUnwrapped Optional<Compared> compared) {}

  /** How far the file agrees with the trained network. */
  private record Compared(
      String comparedBy,
      String engine,
      int pictures,
      int sameTop1,
      double largestLogitDifference,
      double largestLogit) {
    static Compared of(Exported exported) {
      LogitDifference difference = exported.difference();
      return new Compared(
          exported.pictures(),
          exported.engine(),
          difference.pictures(),
          difference.sameTop1(),
          difference.largest(),
          difference.largestLogit());
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
