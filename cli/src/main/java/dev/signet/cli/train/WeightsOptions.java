package dev.signet.cli.train;

import dev.signet.InvalidValueException;
import dev.signet.cli.options.ModelOptions;
import dev.signet.config.Architecture;
import dev.signet.config.BackbonePart;
import dev.signet.config.Labels;
import dev.signet.config.TransferConfig;
import dev.signet.model.TransferSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Weights that a training begins with, and how it treats them. */
final class WeightsOptions {
  @Option(
      names = "--weights",
      paramLabel = "RUN|FILE|hands",
      description = {
        "Begin with these weights in place of random ones: torchvision's resnet18 to resnet152, a",
        "run, a model file or its parameters; or 'hands', a small network that comes with Signet and",
        "has learned from drawn hands. The network is inferred from them, and its last layer is made",
        "anew unless it tells the same classes apart. Nothing is downloaded."
      })
  @Nullable Path weights;

  @Option(
      names = "--key",
      paramLabel = "NAME",
      description = {
        "Which network in the file of --weights, if it holds several: a checkpoint's key, a prefix of",
        "names, or both with a dot (default: the only one)."
      })
  @Nullable String key;

  @Option(
      names = "--partial",
      description = {
        "Take over what fits and report the rest; without it all but the last layer must fit."
      })
  boolean partial;

  @Option(
      names = "--freeze",
      split = ",",
      paramLabel = "PART",
      description = {
        "Do not train these parts: stem, stage1 to stage4, or all-but-head. Needs --weights",
        "(default: none)."
      })
  List<String> freeze = List.of();

  @Option(
      names = "--backbone-lr",
      paramLabel = "X",
      description = {
        "Learning rate of all but the last layer, under the same schedule. Needs --weights",
        "(default: as --lr)."
      })
  @Nullable Double backboneLr;

  /** Reads the weights, if there are to be any. */
  Optional<TransferSource> read(ModelOptions model) {
    check();
    if (weights == null) {
      return Optional.empty();
    }
    if (partial) {
      return Optional.of(
          TransferSource.partial(weights, Optional.ofNullable(key), model.candidates()));
    }
    TransferSource source = TransferSource.strict(weights, Optional.ofNullable(key));
    Architecture found = source.weights().architecture();
    requireSame("--arch", model.arch, found.variant());
    requireSame("--layout", model.layout, found.layout());
    requireSame("--stem", model.stem, found.stem());
    return Optional.of(source);
  }

  private void requireSame(String option, @Nullable Enum<?> asked, Enum<?> found) {
    if (asked != null && asked != found) {
      throw new InvalidValueException(
          "%s %s contradicts %s (--weights), which is of %s; leave %s out"
              .formatted(option, Labels.of(asked), weights, Labels.of(found), option));
    }
  }

  /** Refuses what has no effect without weights, and values that are not allowed. */
  private void check() {
    List<String> idle = new ArrayList<>();
    if (key != null) {
      idle.add("--key");
    }
    if (partial) {
      idle.add("--partial");
    }
    if (!freeze.isEmpty()) {
      idle.add("--freeze");
    }
    if (backboneLr != null) {
      idle.add("--backbone-lr");
    }
    if (weights == null && !idle.isEmpty()) {
      throw new InvalidValueException(
          "%s has no effect without --weights; add that or leave it out".formatted(idle.get(0)));
    }
    if (Path.of(TransferSource.HANDS).equals(weights) && (key != null || partial)) {
      throw new InvalidValueException(
          "%s has no effect on the weights that come with Signet (--weights hands): they are one"
                  .formatted(idle.get(0))
              + " network, taken over as a whole; leave it out");
    }
    config("", "", false); // refuses what it holds
  }

  /** What of it goes into a run's configuration. */
  TransferConfig toConfig(TransferSource source, List<String> classes) {
    return config(source.path().toString(), source.fingerprint(), source.knows(classes));
  }

  private TransferConfig config(String path, String fingerprint, boolean keepHead) {
    return new TransferConfig(
        path,
        Optional.ofNullable(key),
        fingerprint,
        partial,
        keepHead,
        List.copyOf(BackbonePart.parse(freeze)),
        Optional.ofNullable(backboneLr));
  }
}
