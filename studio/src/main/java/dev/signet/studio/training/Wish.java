package dev.signet.studio.training;

import dev.signet.InvalidValueException;
import dev.signet.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody wants of a training.
 *
 * @param seconds that it may take, 5 to 86,400
 * @param network its name on the command line, or {@code hands}: the small one that has learned
 *     from drawn hands; empty: as suits the pictures
 * @param size of the pictures that it learns from, pixels a side, 16 to 512
 * @param aside share of each class that it is judged by, above 0 and at most 0.5
 * @param seed of all that is drawn by lot
 * @param passes through all pictures in place of a time, 1 to 10,000
 */
public record Wish(
    int seconds,
    Optional<String> network,
    Optional<Integer> size,
    Optional<Double> aside,
    Optional<Long> seed,
    Optional<Integer> passes) {
  private static final double ASIDE = 0.2;
  private static final String HANDS = "hands";
  private static final String USUAL = "resnet18";
  private static final Set<String> NETWORKS =
      Set.of(HANDS, "tiny", USUAL, "resnet34", "resnet50", "resnet20");

  /** Pictures a class up to which {@link #HANDS} does better in a minute: docs/performance.md. */
  private static final int FEW = 50;

  /** Checks the values: they become words of a command. */
  public Wish {
    require("seconds", seconds, 5, 86_400);
    require("size", size.orElse(64), 16, 512);
    require("passes", passes.orElse(1), 1, 10_000);
    if (!NETWORKS.contains(network.orElse(USUAL))) {
      throw new InvalidValueException("there is no network '%s'".formatted(network.get()));
    }
    double share = aside.orElse(ASIDE);
    if (!(share > 0 && share <= 0.5)) {
      throw new InvalidValueException(
          Text.of("the share set aside must be above 0 and at most 0.5 but was %s", share));
    }
  }

  private static void require(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new InvalidValueException(
          Text.of("%s must be %d to %d but was %d", what, least, most, value));
    }
  }

  /**
   * The network that suits so many pictures.
   *
   * @param classes that have pictures
   */
  public static String networkFor(int pictures, int classes) {
    return pictures <= FEW * classes ? HANDS : USUAL;
  }

  /** The same; where no network was asked for, with this one. */
  public Wish orNetwork(String fitting) {
    return network.isPresent()
        ? this
        : new Wish(seconds, Optional.of(fitting), size, aside, seed, passes);
  }

  /** The command that does it. */
  List<String> words(Path data, Path run) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "train",
                "--data",
                data.toString(),
                "--out",
                run.toString(),
                passes.isPresent() ? "--epochs" : "--budget",
                passes.map(String::valueOf).orElse(seconds + "s"),
                "--validation",
                aside.orElse(ASIDE).toString(),
                "--group",
                "sittings",
                "--on-unreadable",
                "skip"));
    String net = network.orElse(USUAL);
    words.addAll(List.of(net.equals(HANDS) ? "--weights" : "--arch", net));
    size.ifPresent(side -> words.addAll(List.of("--input", Text.of("3x%dx%d", side, side))));
    seed.ifPresent(number -> words.addAll(List.of("--seed", number.toString())));
    return words;
  }
}
