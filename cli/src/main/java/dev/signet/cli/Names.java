package dev.signet.cli;

import dev.signet.config.Layout;
import dev.signet.config.Precision;
import dev.signet.config.Recipe;
import dev.signet.config.ResNetVariant;
import dev.signet.config.WatchedMetric;
import dev.signet.explain.CamLayer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The words that stand for choices, for help texts, shell completion and messages. */
abstract class Names implements Iterable<String> {
  private final List<String> words;

  private <E> Names(E[] constants, Function<E, String> label) {
    words = Arrays.stream(constants).map(label).toList();
  }

  @Override
  public Iterator<String> iterator() {
    return words.iterator();
  }

  static final class Architectures extends Names {
    Architectures() {
      super(ResNetVariant.values(), ResNetVariant::label);
    }
  }

  static final class Layouts extends Names {
    Layouts() {
      super(Layout.values(), Layout::label);
    }
  }

  static final class Recipes extends Names {
    Recipes() {
      super(Recipe.values(), Recipe::label);
    }
  }

  static final class Metrics extends Names {
    Metrics() {
      super(WatchedMetric.values(), WatchedMetric::label);
    }
  }

  static final class Precisions extends Names {
    Precisions() {
      super(Precision.values(), Precision::label);
    }
  }

  /** Teaches the command these words, so that a wrong one is answered with the right ones. */
  static void register(CommandLine commandLine) {
    register(commandLine, ResNetVariant.class);
    register(commandLine, Layout.class);
    register(commandLine, Recipe.class);
    register(commandLine, Precision.class);
    register(commandLine, WatchedMetric.class);
    register(commandLine, LogOptions.LogFormat.class);
    register(commandLine, OutputFormat.class);
    register(commandLine, ExportCommand.Target.class);
    register(commandLine, ExportCommand.Precision.class);
    register(commandLine, ExportCommand.Quantization.class);
    register(commandLine, BenchPredictCommand.EngineName.class);
    register(commandLine, TextOrJson.class);
    register(commandLine, ExplainCommand.Method.class);
    register(commandLine, CamLayer.class);
    register(commandLine, JudgedPictures.PartName.class);
    register(commandLine, OptimizerOptions.Kind.class);
    register(commandLine, OptimizerOptions.Course.class);
    commandLine.registerConverter(Double.class, Names::number);
    commandLine.registerConverter(double.class, Names::number);
  }

  private static <E extends Enum<E>> void register(CommandLine commandLine, Class<E> type) {
    List<String> words = Arrays.stream(type.getEnumConstants()).map(Names::label).toList();
    ITypeConverter<E> converter =
        word -> {
          int index = words.indexOf(word.toLowerCase(Locale.ROOT));
          if (index < 0) {
            throw new TypeConversionException(
                "must be one of %s but was '%s'".formatted(String.join(", ", words), word));
          }
          return type.getEnumConstants()[index];
        };
    commandLine.registerConverter(type, converter);
  }

  /** {@code one-cycle} for {@code ONE_CYCLE}. */
  static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'%s' is not a number, such as 0.001".formatted(text));
    }
  }
}
