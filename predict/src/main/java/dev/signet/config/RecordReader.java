package dev.signet.config;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.signet.InvalidValueException;
import dev.signet.SignetException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/**
 * Makes records of JSON, as {@link Json} promises. Jackson's data binding would do it as well, but
 * takes a fifth of a second to load: a quarter of the time in which a program opens a model and
 * answers a picture. Faults are told with the keys that lead to them and their line.
 */
final class RecordReader {
  private static final Set<String> NO_NUMBERS = Set.of("NaN", "Infinity", "-Infinity");

  /** Components that came after the first files, with what their absence means. */
  private static final Map<String, Object> ABSENT =
      Map.ofEntries(
          Map.entry("RunConfig.reliability", ReliabilityConfig.DEFAULT),
          Map.entry("TrainingConfig.ema", 0.0),
          Map.entry("TrainingConfig.classWeights", new ClassWeights.Equal()),
          Map.entry("TrainingConfig.mixing", MixingConfig.NONE),
          Map.entry("BatchConfig.sampling", Sampling.ONCE),
          Map.entry("ModelConfig.stem", StemKind.IMAGENET),
          Map.entry("Preprocessing.fit", Fit.SQUEEZE),
          Map.entry("AugmentationConfig.saturation", 0.0),
          Map.entry("AugmentationConfig.hue", 0.0),
          Map.entry("AugmentationConfig.randomResizedCrop", 0.0));

  private final Deque<String> keys = new ArrayDeque<>();

  private RecordReader() {}

  /**
   * Reads a record, or one of those that an interface is a choice of.
   *
   * @throws InvalidValueException if a value is out of range, with its sentence
   * @throws SignetException otherwise with a clause that says what is wrong, and where
   */
  static <T> T read(Class<T> type, String json) {
    try {
      return type.cast(new RecordReader().value(type, JsonValue.parse(json)));
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? -1 : e.getLocation().getLineNr();
      throw new SignetException(JsonReason.of(e) + inLine(line), e);
    }
  }

  private Object value(Type type, JsonValue json) {
    if (type instanceof ParameterizedType generic) {
      Type of = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
      if (generic.getRawType() == Optional.class) {
        return json.isNull() ? Optional.empty() : Optional.of(value(of, json));
      }
      return generic.getRawType() == Map.class ? map(of, json) : list(of, json);
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord()) {
      return members(plain, json, Set.of());
    } else if (plain.isInterface()) {
      return choice(plain, json);
    } else if (plain.isEnum()) {
      return constant(plain, json);
    } else if (plain == OptionalDouble.class) {
      return json.isNull()
          ? OptionalDouble.empty()
          : OptionalDouble.of((double) scalar(double.class, json));
    } else if (plain == byte[].class) {
      return bytes(json);
    }
    return scalar(plain, json);
  }

  private Object list(Type of, JsonValue json) {
    require(json.isList(), List.class, json);
    return json.elements().stream().map(element -> value(of, element)).toList();
  }

  private Object map(Type of, JsonValue json) {
    require(json.isObject(), Map.class, json);
    Map<String, Object> values = new LinkedHashMap<>();
    json.members().forEach((key, member) -> values.put(key, at(key, of, member)));
    return values;
  }

  private Object at(String key, Type type, JsonValue json) {
    keys.addLast(key);
    Object value = value(type, json);
    keys.removeLast();
    return value;
  }

  /** One of the records that implement the interface, as its key {@code type} says. */
  private Object choice(Class<?> type, JsonValue json) {
    JsonTypeInfo info = type.getAnnotation(JsonTypeInfo.class);
    JsonSubTypes choices = type.getAnnotation(JsonSubTypes.class);
    if (info == null || choices == null) {
      throw new IllegalStateException(type + " is nothing that can be read");
    }
    require(json.isObject(), type, json);
    JsonValue said = json.members().get(info.property());
    if (said == null) {
      throw missing(info.property(), json);
    }
    for (JsonSubTypes.Type choice : choices.value()) {
      if (choice.name().equals(said.text())) {
        return members(choice.value(), json, Set.of(info.property()));
      }
    }
    String names =
        Arrays.stream(choices.value())
            .map(JsonSubTypes.Type::name)
            .sorted()
            .collect(Collectors.joining(", "));
    throw fault("'%s' is not one of %s".formatted(said.text(), names), said);
  }

  private Object members(Class<?> type, JsonValue json, Set<String> known) {
    require(json.isObject(), type, json);
    RecordComponent[] components = type.getRecordComponents();
    requireKnown(components, json, known);
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String key = key(components[i], json);
      JsonValue member = json.members().get(key);
      values[i] =
          member == null
              ? absent(components[i], json)
              : at(key, components[i].getGenericType(), member);
    }
    return made(type, components, values, json);
  }

  /** The key as it stands there, in today's spelling or the first. */
  private String key(RecordComponent component, JsonValue json) {
    String now = RecordNames.now(component.getName());
    boolean both = !now.equals(component.getName()) && json.members().containsKey(now);
    if (both && json.members().containsKey(component.getName())) {
      throw fault(
          "'%s' and '%s' are the same; leave one of them out".formatted(now, component.getName()),
          json);
    }
    return json.members().containsKey(now) ? now : component.getName();
  }

  private Object absent(RecordComponent component, JsonValue json) {
    if (component.getType() == Optional.class) {
      return Optional.empty();
    }
    Object value =
        ABSENT.get(component.getDeclaringRecord().getSimpleName() + "." + component.getName());
    if (value == null) {
      throw missing(RecordNames.now(component.getName()), json);
    }
    return value;
  }

  private void requireKnown(RecordComponent[] components, JsonValue json, Set<String> known) {
    for (Map.Entry<String, JsonValue> member : json.members().entrySet()) {
      String key = member.getKey();
      if (!known.contains(key)
          && Arrays.stream(components)
              .map(RecordComponent::getName)
              .noneMatch(name -> name.equals(key) || RecordNames.now(name).equals(key))) {
        keys.addLast(key);
        String there =
            Stream.concat(
                    known.stream(),
                    Arrays.stream(components).map(each -> RecordNames.now(each.getName())))
                .sorted()
                .collect(Collectors.joining(", "));
        throw fault(
            "there is no key '%s' here; there are %s".formatted(key, there), member.getValue());
      }
    }
  }

  private Object made(
      Class<?> type, RecordComponent[] components, Object[] values, JsonValue json) {
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof InvalidValueException invalid) {
        invalid.addSuppressed(e);
        throw invalid;
      }
      String why =
          e.getCause() instanceof SignetException own
              ? String.valueOf(own.getMessage())
              : "a value is not possible";
      throw new SignetException(place() + why + inLine(json.line()), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
  }

  private Object constant(Class<?> type, JsonValue json) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> json.isText() && Labels.of((Enum<?>) constant).equals(json.text()))
        .findFirst()
        .orElseThrow(() -> unexpected(type, json));
  }

  private Object bytes(JsonValue json) {
    require(json.isText(), String.class, json);
    try {
      return Base64.getDecoder().decode(json.text());
    } catch (IllegalArgumentException e) {
      throw new SignetException(place() + "it is not Base64" + inLine(json.line()), e);
    }
  }

  private Object scalar(Class<?> type, JsonValue json) {
    if (type == String.class) {
      require(json.isText(), type, json);
      return json.text();
    } else if (type == boolean.class || type == Boolean.class) {
      require(json.isTruth(), type, json);
      return Boolean.valueOf(json.text());
    }
    boolean whole = isWhole(type);
    require(
        whole
            ? json.isWhole()
            : json.isNumber() || (json.isText() && NO_NUMBERS.contains(json.text())),
        type,
        json);
    try {
      return number(type, json.text());
    } catch (NumberFormatException e) {
      throw unexpected(type, json);
    }
  }

  private static Object number(Class<?> type, String text) {
    if (type == int.class || type == Integer.class) {
      return Integer.valueOf(text);
    } else if (type == long.class || type == Long.class) {
      return Long.valueOf(text);
    } else if (type == float.class || type == Float.class) {
      return Float.valueOf(text);
    } else if (type == double.class || type == Double.class) {
      return Double.valueOf(text);
    }
    throw new IllegalStateException(type + " is nothing that can be read");
  }

  private static boolean isWhole(Class<?> type) {
    return type == int.class || type == Integer.class || type == long.class || type == Long.class;
  }

  private void require(boolean fits, Class<?> type, JsonValue json) {
    if (!fits) {
      throw unexpected(type, json);
    }
  }

  private SignetException missing(String key, JsonValue json) {
    return fault("the key '%s' is missing".formatted(key), json);
  }

  private SignetException unexpected(Class<?> type, JsonValue json) {
    boolean tellable = !json.isObject() && !json.isList() && !json.isNull();
    return fault(
        kind(type) + " is expected" + (tellable ? " but it was '%s'".formatted(json.text()) : ""),
        json);
  }

  private SignetException fault(String clause, JsonValue json) {
    return new SignetException(place() + clause + inLine(json.line()));
  }

  /** The keys on the way to the fault: {@code training.optimizer.lr: }. */
  private String place() {
    return keys.isEmpty() ? "" : String.join(".", keys) + ": ";
  }

  private static String inLine(int line) {
    return line < 1 ? "" : String.format(Locale.ROOT, " (line %d)", line);
  }

  private static String kind(Class<?> type) {
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(each -> Labels.of((Enum<?>) each))
              .collect(Collectors.joining(", "));
    } else if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    } else if (type == String.class) {
      return "a text";
    } else if (type == List.class) {
      return "a list";
    } else if (type.isRecord() || type.isInterface()) {
      return "an object";
    }
    return isWhole(type) ? "a whole number" : "a number";
  }
}
