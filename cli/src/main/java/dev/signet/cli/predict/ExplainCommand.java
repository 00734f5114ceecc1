package dev.signet.cli.predict;

import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import dev.signet.artifact.ModelFile;
import dev.signet.cli.console.CommandBase;
import dev.signet.cli.options.AssumptionOptions;
import dev.signet.cli.options.DeviceOptions;
import dev.signet.cli.options.PictureOptions;
import dev.signet.cli.options.TextOrJsonOption;
import dev.signet.config.Precision;
import dev.signet.config.PredictionConfig;
import dev.signet.explain.CamLayer;
import dev.signet.explain.GradCam;
import dev.signet.explain.Occlusion;
import dev.signet.files.Reason;
import dev.signet.inference.Classifier;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.picture.PictureFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code signet explain}: where in a picture a model has looked. */
@Command(
    name = "explain",
    description = {
      "Shows which parts of a picture speak for its class, as heat maps over the pictures.",
      "A picture that cannot be read is named, the rest are explained, and the exit code is 1.",
      "signet probe asks the same of a whole data set: does the border give the class away?"
    })
public final class ExplainCommand extends CommandBase {
  private static final int BATCH = 32;

  /** Occlusion's patch and step, as parts of the picture's shorter side. */
  private static final int PATCH_PART = 4;

  private static final int STRIDE_PART = 16;

  /** How the heat is found. */
  public enum Method {
    GRADCAM,
    OCCLUSION
  }

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A run's folder, its model file, or weights of PyTorch or safetensors.")
  Path model = Path.of("");

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "PICTURE|DIR",
      description = "Pictures, and folders that are searched for them.")
  List<Path> pictures = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder of the overlays, PNG; older ones are replaced (default: explain).")
  Path out = Path.of("explain");

  @Option(
      names = "--method",
      paramLabel = "gradcam|occlusion",
      description = "How the heat is found (default: gradcam).")
  Method method = Method.GRADCAM;

  @Option(
      names = "--layer",
      paramLabel = "conv2|conv3|conv4|conv5",
      description = "Grad-CAM: whose output is looked at, as in signet summary (default: conv3).")
  @Nullable CamLayer layer;

  @Option(
      names = "--patch",
      paramLabel = "PIXELS",
      description = "Occlusion: side of the patch (default: a quarter of the picture's side).")
  @Nullable Integer patch;

  @Option(
      names = "--stride",
      paramLabel = "PIXELS",
      description = "Occlusion: from one place to the next (default: a sixteenth of the side).")
  @Nullable Integer stride;

  @Option(
      names = "--class",
      paramLabel = "NAME",
      description = "Class to explain (default: the most probable one of each picture).")
  @Nullable String className;

  @Mixin TextOrJsonOption format = new TextOrJsonOption();

  @Mixin AssumptionOptions assumptions = new AssumptionOptions();
  @Mixin PictureOptions pictureOptions = new PictureOptions();
  @Mixin DeviceOptions deviceOptions = new DeviceOptions();

  @Override
  public Integer call() {
    refuseWithoutEffect();
    deviceOptions.check();
    List<Path> files = PictureFiles.find(pictures);
    ModelFile file = assumptions.open(model, this).file();
    requireClass(file.manifest().classes());
    createFolder();
    ComputeDevice device = deviceOptions.apply();
    try (Classifier classifier =
        Classifier.of(
            file, deviceOptions.apply(PredictionConfig.DEFAULT).withPrecision(Precision.FP32))) {
      if (method == Method.OCCLUSION) {
        return explain(files, new ExplainAnswer(this, classifier, occlusion(classifier)));
      }
      try (GradCam gradCam =
          GradCam.of(file, device, layer == null ? GradCam.DEFAULT_LAYER : layer)) {
        return explain(files, new ExplainAnswer(this, classifier, gradCam));
      }
    }
  }

  private void refuseWithoutEffect() {
    String needed = method == Method.GRADCAM ? "occlusion" : "gradcam";
    List<String> given = new ArrayList<>();
    if (method == Method.GRADCAM) {
      if (patch != null) {
        given.add("--patch");
      }
      if (stride != null) {
        given.add("--stride");
      }
    } else if (layer != null) {
      given.add("--layer");
    }
    if (!given.isEmpty()) {
      throw new InvalidValueException(
          "%s has no effect without --method %s; add that or leave it out"
              .formatted(given.get(0), needed));
    }
  }

  private void requireClass(List<String> classes) {
    if (className != null && !classes.contains(className)) {
      throw new InvalidValueException(
          "the model has no class '%s' (--class); its classes are %s"
              .formatted(className, String.join(", ", classes)));
    }
  }

  private void createFolder() {
    try {
      Files.createDirectories(out);
    } catch (IOException e) {
      throw new SignetException(
          "%s cannot be made: %s; choose another folder (--out)".formatted(out, Reason.of(e)), e);
    }
  }

  private Occlusion occlusion(Classifier classifier) {
    var input = classifier.manifest().model().input();
    int side = Math.min(input.height(), input.width());
    int patchSide = patch == null ? Math.max(1, side / PATCH_PART) : patch;
    int step = stride == null ? Math.min(patchSide, Math.max(1, side / STRIDE_PART)) : stride;
    return new Occlusion(classifier, patchSide, step);
  }

  private int explain(List<Path> files, ExplainAnswer answer) {
    for (int from = 0; from < files.size(); from += BATCH) {
      answer.explain(files.subList(from, Math.min(files.size(), from + BATCH)), pictureOptions);
    }
    answer.finish();
    return answer.failures() == 0 ? 0 : 1;
  }

  /** What the overlays' names end with, and a caption begins with. */
  String methodLabel() {
    return method == Method.OCCLUSION ? "occlusion" : "gradcam";
  }

  /** How the heat is found, for people. */
  String methodTitle() {
    return method == Method.OCCLUSION
        ? "occlusion"
        : "Grad-CAM at " + (layer == null ? GradCam.DEFAULT_LAYER : layer).label();
  }
}
