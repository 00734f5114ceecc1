package dev.signet.artifact;

import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import dev.signet.Text;
import dev.signet.config.Architecture;
import dev.signet.config.InputSize;
import dev.signet.config.ModelConfig;
import dev.signet.config.Preprocessing;
import dev.signet.config.RunConfig;
import dev.signet.network.ExpectedArray;
import dev.signet.network.InferredNet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A model out of whatever holds one: a run's folder, a model file, or weights that came without a
 * manifest (PyTorch's {@code .pt}, {@code .pth}, {@code .pkl}, or safetensors), whose architecture
 * is inferred from names and shapes.
 *
 * @param file the model, complete
 * @param inferred true if there was no manifest
 * @param sized true if there was a manifest, a run or the user's word for the size of pictures, or
 *     the weights are ImageNet's; otherwise any size will do
 * @param run of weights without a manifest: the configuration of the run that they lie in
 * @param remarks what was inferred, assumed, converted or passed over, one sentence each, for the
 *     person at the keyboard; empty for a model file
 */
public record OpenedModel(
    ModelFile file,
    boolean inferred,
    boolean sized,
    Optional<RunConfig> run,
    List<String> remarks) {
  private static final String IMAGENET = "1000 classes are taken for ImageNet's, with ";

  public OpenedModel {
    remarks = List.copyOf(remarks);
  }

  /**
   * Opens a model.
   *
   * @param path the file, or a run's folder
   * @param assumptions about weights without a manifest; must be {@link Assumptions#NONE} for a
   *     model file
   * @throws SignetException if there is none, it is damaged or hostile, of a later format version,
   *     or of no architecture that Signet knows: then the first differences are named
   */
  public static OpenedModel open(Path path, Assumptions assumptions) {
    StateFile found = StateFile.ofNetwork(path, assumptions.key());
    Optional<ModelFile> complete = ModelFile.of(found);
    if (complete.isPresent()) {
      assumptions.requireNone(found.file());
      complete.get().state().requireFinite(found.file().toString());
      return new OpenedModel(complete.get(), false, true, Optional.empty(), List.of());
    }
    OpenedModel inferred = infer(found, assumptions);
    inferred.file.state().requireFinite(found.file().toString());
    return inferred;
  }

  private static OpenedModel infer(StateFile found, Assumptions assumptions) {
    InferredNet net = InferredNet.of(found.state(), found.file().toString());
    List<String> remarks = new ArrayList<>(found.remarks());
    remarks.addAll(net.remarks());
    Optional<RunConfig> run = runOf(net, found.file());
    Architecture architecture = run.map(it -> it.model().architecture()).orElse(net.architecture());
    remarks.add(
        Text.of(
            "no manifest: inferred %s, layout %s, %d classes",
            architecture.describe(), architecture.layout().label(), net.classes()));
    List<String> classes = assumptions.classes().orElseGet(() -> numbers(net, remarks));
    if (classes.size() != net.classes()) {
      throw new InvalidValueException(
          Text.of(
              "--classes must name %d classes, as many as %s has, but names %d",
              net.classes(), found.file(), classes.size()));
    }
    boolean imageNet = run.isEmpty() && Assumptions.isImageNet(architecture, net.classes());
    Optional<InputSize> known = assumptions.input().or(() -> run.map(it -> it.model().input()));
    InputSize input = known.orElse(Assumptions.defaultInput(imageNet));
    Preprocessing usual =
        run.map(RunConfig::preprocessing).orElse(Assumptions.defaultPreprocessing(imageNet));
    Preprocessing preprocessing =
        assumptions.preprocessing().orElse(usual).withFit(assumptions.fit().orElse(usual.fit()));
    if (run.isPresent()) {
      remarks.add("input size and preprocessing as in the config.json beside it");
    } else if (imageNet && known.isEmpty() && assumptions.preprocessing().isEmpty()) {
      remarks.add(
          IMAGENET
              + "its mean and std, 3x224x224 pixels and fit %s; --mean, --std, --input, --fit set others"
                  .formatted(preprocessing.fit().label()));
    } else if (imageNet && known.isEmpty()) {
      remarks.add(IMAGENET + "3x224x224 pixels; --input sets others");
    } else if (imageNet && assumptions.preprocessing().isEmpty()) {
      remarks.add(IMAGENET + "its mean and std; --mean and --std set others");
    }
    ModelConfig config = new ModelConfig(architecture, input, net.classes());
    Manifest manifest = Manifest.of(config, preprocessing, classes, Provenance.UNKNOWN);
    return new OpenedModel(
        new ModelFile(manifest, net.state()), true, imageNet || known.isPresent(), run, remarks);
  }

  private static List<String> numbers(InferredNet net, List<String> remarks) {
    remarks.add(
        Text.of("the classes are called 0 to %d; --classes gives them names", net.classes() - 1));
    return IntStream.range(0, net.classes()).mapToObj(Integer::toString).toList();
  }

  /** The configuration of the run that left the weights, if it lies beside them and fits them. */
  private static Optional<RunConfig> runOf(InferredNet net, Path file) {
    Optional<RunConfig> beside;
    try {
      beside = RunConfigFile.beside(file);
    } catch (SignetException e) {
      return Optional.empty(); // other programs call their files config.json, too
    }
    return beside.filter(
        run ->
            run.model().classes() == net.classes()
                && ExpectedArray.of(run.model().architecture(), net.classes())
                    .equals(ExpectedArray.of(net.architecture(), net.classes())));
  }

  /** The same weights for pictures of this size: the network averages over what is left of one. */
  public OpenedModel fitting(int height, int width) {
    Manifest manifest = file.manifest();
    ModelConfig model = manifest.model();
    InputSize input = new InputSize(model.input().channels(), height, width);
    if (input.equals(model.input())) {
      return this;
    }
    Manifest other =
        Manifest.of(
            model.withInput(input),
            manifest.preprocessing(),
            manifest.classes(),
            manifest.provenance());
    return new OpenedModel(file.withManifest(other), inferred, sized, run, remarks);
  }
}
