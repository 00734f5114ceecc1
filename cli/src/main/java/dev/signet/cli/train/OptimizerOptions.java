package dev.signet.cli.train;

import dev.signet.InvalidValueException;
import dev.signet.config.OptimizerConfig;
import dev.signet.config.OptimizerConfig.Adam;
import dev.signet.config.OptimizerConfig.AdamW;
import dev.signet.config.OptimizerConfig.Sgd;
import dev.signet.config.ScheduleConfig;
import dev.signet.config.ScheduleConfig.Constant;
import dev.signet.config.ScheduleConfig.OneCycle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The optimizer and the learning rate's course; what is not given is the recipe's. */
public final class OptimizerOptions {
  /** The optimizers. */
  public enum Kind {
    ADAM,
    ADAMW,
    SGD
  }

  /** The schedules. */
  public enum Course {
    CONSTANT,
    ONE_CYCLE
  }

  @Option(
      names = "--optimizer",
      paramLabel = "adam|adamw|sgd",
      description = "Optimizer (fast: sgd, classic: adam).")
  @Nullable Kind kind;

  @Option(
      names = "--lr",
      paramLabel = "X",
      description = {
        "Learning rate, above 0 and at most 1000 (fast: 0.05, with larger batches more; classic and",
        "other optimizers than the recipe's: sgd 0.05, else 0.001)."
      })
  @Nullable Double lr;

  @Option(
      names = "--beta1",
      paramLabel = "X",
      description = "Adam and AdamW: decay of the mean of gradients (0.9).")
  @Nullable Double beta1;

  @Option(
      names = "--beta2",
      paramLabel = "X",
      description = "Adam and AdamW: decay of the mean of squared gradients (0.999).")
  @Nullable Double beta2;

  @Option(
      names = "--epsilon",
      paramLabel = "X",
      description = "Adam and AdamW: added to the root of the latter (1e-8).")
  @Nullable Double epsilon;

  @Option(
      names = "--momentum",
      paramLabel = "X",
      description = "SGD: share of the last update that is kept (0.9).")
  @Nullable Double momentum;

  @Option(
      names = "--nesterov",
      negatable = true,
      description = "SGD: take the gradient ahead of the momentum (no).")
  @Nullable Boolean nesterov;

  @Option(
      names = "--weight-decay",
      paramLabel = "X",
      description = "AdamW and SGD: decay of the weights, 0 to 1 (AdamW: 0.01, SGD: 0).")
  @Nullable Double weightDecay;

  @Option(
      names = "--schedule",
      paramLabel = "constant|one-cycle",
      description =
          "Course of the learning rate over the run (fast: one-cycle, classic: constant).")
  @Nullable Course course;

  @Option(
      names = "--warmup",
      paramLabel = "X",
      description = "One-cycle: share of the steps in which the rate rises (fast: 0.1, else 0.2).")
  @Nullable Double warmup;

  @Option(
      names = "--final-share",
      paramLabel = "X",
      description = "One-cycle: the last learning rate as a share of the highest (0.001).")
  @Nullable Double finalShare;

  /** The recipe's optimizer with the values that the user gave. */
  OptimizerConfig optimizer(OptimizerConfig recipe) {
    Kind wanted = kind == null ? kindOf(recipe) : kind;
    double rate = lr == null ? rate(wanted, recipe) : lr;
    return switch (wanted) {
      case ADAM -> {
        refuse("--momentum", momentum, "sgd");
        refuse("--nesterov", nesterov, "sgd");
        refuse("--weight-decay", weightDecay, "adamw or sgd");
        Adam base = recipe instanceof Adam adam ? adam : Adam.withDefaults(rate);
        yield new Adam(
            rate, or(beta1, base.beta1()), or(beta2, base.beta2()), or(epsilon, base.epsilon()));
      }
      case ADAMW -> {
        refuse("--momentum", momentum, "sgd");
        refuse("--nesterov", nesterov, "sgd");
        AdamW base = recipe instanceof AdamW adam ? adam : new AdamW(rate, 0.9, 0.999, 1e-8, 0.01);
        yield new AdamW(
            rate,
            or(beta1, base.beta1()),
            or(beta2, base.beta2()),
            or(epsilon, base.epsilon()),
            or(weightDecay, base.weightDecay()));
      }
      case SGD -> {
        refuse("--beta1", beta1, "adam or adamw");
        refuse("--beta2", beta2, "adam or adamw");
        refuse("--epsilon", epsilon, "adam or adamw");
        Sgd base = recipe instanceof Sgd sgd ? sgd : new Sgd(rate, 0.9, false, 0);
        yield new Sgd(
            rate,
            or(momentum, base.momentum()),
            nesterov == null ? base.nesterov() : nesterov,
            or(weightDecay, base.weightDecay()));
      }
    };
  }

  /** The recipe's schedule with the values that the user gave. */
  ScheduleConfig schedule(ScheduleConfig recipe) {
    Course wanted = course;
    if (wanted == null) {
      wanted = recipe instanceof OneCycle ? Course.ONE_CYCLE : Course.CONSTANT;
    }
    if (wanted == Course.CONSTANT) {
      refuseFor("--warmup", warmup, "--schedule", "one-cycle");
      refuseFor("--final-share", finalShare, "--schedule", "one-cycle");
      return new Constant();
    }
    OneCycle base = recipe instanceof OneCycle cycle ? cycle : new OneCycle(0.2, 0.001);
    return new OneCycle(or(warmup, base.warmup()), or(finalShare, base.finalShare()));
  }

  /** What suits one kind of steps is far too much or too little for the other. */
  private static double rate(Kind wanted, OptimizerConfig recipe) {
    boolean sgd = wanted == Kind.SGD;
    return sgd == recipe instanceof Sgd ? recipe.lr() : sgd ? 0.05 : 0.001;
  }

  private static Kind kindOf(OptimizerConfig config) {
    if (config instanceof Sgd) {
      return Kind.SGD;
    }
    return config instanceof AdamW ? Kind.ADAMW : Kind.ADAM;
  }

  private static double or(@Nullable Double given, double otherwise) {
    return given == null ? otherwise : given;
  }

  private static void refuse(String option, @Nullable Object given, String optimizers) {
    refuseFor(option, given, "--optimizer", optimizers);
  }

  private static void refuseFor(
      String option, @Nullable Object given, String needed, String values) {
    if (given != null) {
      throw new InvalidValueException(
          "%s has no effect without %s %s; add that or leave it out"
              .formatted(option, needed, values));
    }
  }
}
