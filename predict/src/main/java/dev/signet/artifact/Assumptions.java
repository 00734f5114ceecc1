package dev.signet.artifact;

import dev.signet.InvalidValueException;
import dev.signet.config.Architecture;
import dev.signet.config.Fit;
import dev.signet.config.InputSize;
import dev.signet.config.Layout;
import dev.signet.config.Preprocessing;
import dev.signet.config.StemKind;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What a user says of weights that come without a manifest. Everything has a default.
 *
 * @param key of the network in a file that holds several; else there must be one
 * @param classes names, in the order of the logits; else 0, 1, 2, ...
 * @param input size of a picture; else 3x64x64, or 3x224x224 for ImageNet's
 * @param preprocessing of a picture's bytes; else to [0, 1] and nothing more, or ImageNet's. Its
 *     fit does not count
 * @param fit how pictures are brought to size; else squeezed, or cropped for ImageNet's
 */
public record Assumptions(
    Optional<String> key,
    Optional<List<String>> classes,
    Optional<InputSize> input,
    Optional<Preprocessing> preprocessing,
    Optional<Fit> fit) {
  /** All defaults. */
  public static final Assumptions NONE =
      new Assumptions(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  private static final InputSize DEFAULT_INPUT = InputSize.square(64);
  private static final InputSize INPUT_OF_IMAGENET = InputSize.square(224);
  private static final int CLASSES_OF_IMAGENET = 1000;

  /** Checks that the classes differ. */
  public Assumptions {
    classes = classes.map(List::copyOf);
    classes.ifPresent(
        names -> {
          if (new HashSet<>(names).size() != names.size()) {
            throw new InvalidValueException(
                "names of classes (--classes) must differ but were " + String.join(", ", names));
          }
        });
  }

  /**
   * Whether weights without a manifest are taken for those of ImageNet, everywhere: a thousand
   * classes under torchvision's names.
   */
  public static boolean isImageNet(Architecture architecture, int classes) {
    return architecture.layout() == Layout.TORCHVISION
        && architecture.stem() == StemKind.IMAGENET
        && classes == CLASSES_OF_IMAGENET;
  }

  /** The size of a picture where nobody says it. */
  static InputSize defaultInput(boolean imageNet) {
    return imageNet ? INPUT_OF_IMAGENET : DEFAULT_INPUT;
  }

  /** The preprocessing where nobody says it. */
  public static Preprocessing defaultPreprocessing(boolean imageNet) {
    return imageNet ? Preprocessing.IMAGENET : Preprocessing.UNIT;
  }

  /** Refuses assumptions about a file that says all this itself. */
  public void requireNone(Path file) {
    List<Optional<String>> given =
        List.of(
            key.map(name -> "--key"),
            classes.map(names -> "--classes"),
            input.map(size -> "--input"),
            preprocessing.map(values -> "--mean and --std"),
            fit.map(how -> "--fit"));
    given.stream()
        .flatMap(Optional::stream)
        .findFirst()
        .ifPresent(
            option -> {
              throw new InvalidValueException(
                  "%s has no effect on %s, which has a manifest that says it; leave it out"
                      .formatted(option, file));
            });
  }
}
