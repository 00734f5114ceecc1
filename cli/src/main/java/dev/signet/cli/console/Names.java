package dev.signet.cli.console;

import dev.signet.config.Labels;
import dev.signet.config.Layout;
import dev.signet.config.Precision;
import dev.signet.config.Recipe;
import dev.signet.config.ResNetVariant;
import dev.signet.config.Sampling;
import dev.signet.config.StemKind;
import dev.signet.config.WatchedMetric;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.TypeConversionException;

/** The words that stand for choices, for help texts, shell completion and messages. */
public abstract class Names implements Iterable<String> {
  private final List<String> words;

  private <E> Names(E[] constants, Function<E, String> label) {
    words = Arrays.stream(constants).map(label).toList();
  }

  @Override
  public Iterator<String> iterator() {
    return words.iterator();
  }

  public static final class Architectures extends Names {
    Architectures() {
      super(ResNetVariant.values(), ResNetVariant::label);
    }
  }

  public static final class Layouts extends Names {
    Layouts() {
      super(Layout.values(), Layout::label);
    }
  }

  public static final class Stems extends Names {
    Stems() {
      super(StemKind.values(), StemKind::label);
    }
  }

  public static final class Recipes extends Names {
    Recipes() {
      super(Recipe.values(), Recipe::label);
    }
  }

  public static final class Metrics extends Names {
    Metrics() {
      super(WatchedMetric.values(), WatchedMetric::label);
    }
  }

  public static final class Precisions extends Names {
    Precisions() {
      super(Precision.values(), Precision::label);
    }
  }

  public static final class Samplings extends Names {
    Samplings() {
      super(Sampling.values(), Labels::of);
    }
  }

  public static final class TrainingPrecisions extends Names {
    TrainingPrecisions() {
      super(new Precision[] {Precision.AUTO, Precision.FP32, Precision.BF16}, Precision::label);
    }
  }

  /**
   * Teaches the command and its subcommands the words of all their options, so that a wrong one is
   * answered with the right ones.
   */
  public static void register(CommandLine commandLine) {
    commandLine.registerConverter(Double.class, Names::number);
    commandLine.registerConverter(double.class, Names::number);
    registerWords(commandLine);
  }

  private static void registerWords(CommandLine commandLine) {
    for (ArgSpec argument : commandLine.getCommandSpec().args()) {
      for (Class<?> type : argument.auxiliaryTypes()) {
        if (type.isEnum()) {
          register(commandLine, type);
        }
      }
    }
    commandLine.getSubcommands().values().forEach(Names::registerWords);
  }

  private static <E> void register(CommandLine commandLine, Class<E> type) {
    E[] constants = type.getEnumConstants();
    List<String> words =
        Arrays.stream(constants).map(constant -> Labels.of((Enum<?>) constant)).toList();
    ITypeConverter<E> converter =
        word -> {
          int index = words.indexOf(word.toLowerCase(Locale.ROOT));
          if (index < 0) {
            throw new TypeConversionException(
                "must be one of %s but was '%s'".formatted(String.join(", ", words), word));
          }
          return constants[index];
        };
    commandLine.registerConverter(type, converter);
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'%s' is not a number, such as 0.001".formatted(text));
    }
  }
}
