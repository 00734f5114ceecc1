package dev.signet.artifact;

import dev.signet.InvalidValueException;
import dev.signet.config.InputSize;
import dev.signet.config.Preprocessing;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What a user says of weights that come without a manifest. Everything has a default.
 *
 * @param classes names, in the order of the logits; else 0, 1, 2, ...
 * @param input size of a picture; else 3x64x64
 * @param preprocessing of a picture's bytes; else to [0, 1] and nothing more
 */
public record Assumptions(
    Optional<List<String>> classes,
    Optional<InputSize> input,
    Optional<Preprocessing> preprocessing) {
  /** All defaults. */
  public static final Assumptions NONE =
      new Assumptions(Optional.empty(), Optional.empty(), Optional.empty());

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

  /** Refuses assumptions about a file that says all this itself. */
  public void requireNone(Path file) {
    List<Optional<String>> given =
        List.of(
            classes.map(names -> "--classes"),
            input.map(size -> "--input"),
            preprocessing.map(values -> "--mean and --std"));
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
