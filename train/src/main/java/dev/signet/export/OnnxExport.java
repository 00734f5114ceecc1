package dev.signet.export;

import dev.signet.SignetException;
import dev.signet.artifact.ModelFile;
import dev.signet.config.Preprocessing;
import dev.signet.inference.OnnxEngine;
import dev.signet.network.FoldedNet;
import dev.signet.onnx.ActivationRanges;
import dev.signet.onnx.OnnxModel;
import dev.signet.onnx.OnnxNumbers;
import dev.signet.onnx.OnnxSession;
import java.nio.file.Path;

/** A model as ONNX, checked against libtorch before it gets its name. */
public final class OnnxExport {
  /** In which numbers the file is to compute, and what its answers are held against. */
  public enum Kind {
    /** 32-bit floating point. */
    FP32(ParityCheck.FP32),
    /** 16-bit floating point. */
    FP16(ParityCheck.FP16),
    /** 8-bit integers. */
    INT8(ParityCheck.INT8);

    @SuppressWarnings("ImmutableEnumChecker") // a record of numbers
    private final ParityCheck parity;

    Kind(ParityCheck parity) {
      this.parity = parity;
    }
  }

  private OnnxExport() {}

  /**
   * Writes the file, lets ONNX Runtime read it and compares its answers with the trained network's
   * on libtorch.
   *
   * @param withPreprocessing whether the file takes bytes {@code [n, h, w, 3]} and preprocesses
   *     them itself
   * @throws SignetException if they do not agree, then there is no file; or if it cannot be written
   */
  public static Exported write(
      ModelFile model, Path file, Kind kind, boolean withPreprocessing, ExportPictures pictures) {
    return write(model, file, kind, kind.parity, withPreprocessing, pictures);
  }

  /** With another bar than the kind's own. */
  static Exported write(
      ModelFile model,
      Path file,
      Kind kind,
      ParityCheck parity,
      boolean withPreprocessing,
      ExportPictures pictures) {
    FoldedNet folded = model.toFoldedNet();
    OnnxNumbers numbers = numbers(kind, model, folded, pictures);
    OnnxModel onnx = OnnxModel.of(folded, model.manifest(), numbers, withPreprocessing);
    Preprocessing preprocessing = model.manifest().preprocessing();
    return new Proof(model, pictures)
        .write(
            file,
            onnx::writeTo,
            written -> new OnnxEngine(OnnxSession.read(written, 0), preprocessing, numbers.label()),
            parity);
  }

  private static OnnxNumbers numbers(
      Kind kind, ModelFile model, FoldedNet folded, ExportPictures pictures) {
    return switch (kind) {
      case FP32 -> new OnnxNumbers.Fp32();
      case FP16 -> new OnnxNumbers.Fp16();
      case INT8 -> {
        if (pictures.calibration().isEmpty()) {
          throw new SignetException(
              "int8 is calibrated on training pictures, but the model's are not at hand;"
                  + " name some (--data)");
        }
        yield new OnnxNumbers.Int8(
            ActivationRanges.measure(folded, model.manifest(), pictures.calibration()));
      }
    };
  }
}
