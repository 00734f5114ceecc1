package dev.signet.config;

import dev.signet.SignetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyName;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/**
 * The names of a record's components in JSON: written with underscores, read as they are in Java,
 * too, which is how the first files had them. Each must be there, unless its type lets it be
 * absent.
 */
final class RecordNames extends JacksonAnnotationIntrospector {
  private static final long serialVersionUID = 1L;

  /** How a component of a record is called in JSON. */
  static final Underscores UNDERSCORES = new Underscores();

  private static final Pattern OLD_KEY = Pattern.compile("\"[a-z]+\\d*[A-Z]\\w*\"\\s*:");
  private static final Pattern UNDERSCORE = Pattern.compile("_(\\w)");

  /** As Jackson's own strategy, but that {@code inARow} is {@code in_a_row}; and can be asked. */
  static final class Underscores extends SnakeCaseStrategy {
    private static final long serialVersionUID = 1L;

    private static final Pattern CAPITAL = Pattern.compile("(?<=.)[A-Z]");

    @Override
    protected String translate(String name) {
      return CAPITAL
          .matcher(name)
          .replaceAll(found -> "_" + found.group().toLowerCase(Locale.ROOT));
    }

    /** {@code top_k} of {@code topK}. */
    String of(String name) {
      return translate(name);
    }
  }

  @Override
  public Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
    return !member.getRawType().equals(Optional.class);
  }

  @Override
  public List<PropertyName> findPropertyAliases(MapperConfig<?> config, Annotated member) {
    if (member instanceof AnnotatedParameter parameter) {
      RecordComponent[] components = parameter.getDeclaringClass().getRecordComponents();
      if (components != null && components.length == parameter.getOwner().getParameterCount()) {
        String name = components[parameter.getIndex()].getName();
        return name.equals(UNDERSCORES.of(name))
            ? List.of()
            : List.of(PropertyName.construct(name));
      }
    }
    return super.findPropertyAliases(config, member);
  }

  /** {@code topK} of {@code top_k}. */
  static String old(String name) {
    return UNDERSCORE
        .matcher(name)
        .replaceAll(found -> Matcher.quoteReplacement(found.group(1).toUpperCase(Locale.ROOT)));
  }

  /** Whether there may be a name in it as it was at first. */
  static boolean hasOldOnes(String json) {
    return OLD_KEY.matcher(json).find();
  }

  /**
   * Refuses a component that is there under both its names.
   *
   * @param read the JSON as it came
   * @param written the record that it became, as it is written now; keys of maps stay what they are
   * @param where the file, for messages
   */
  static void requireOnce(JsonNode read, JsonNode written, String where) {
    for (Map.Entry<String, JsonNode> entry : read.properties()) {
      String key = entry.getKey();
      String now = written.has(key) ? key : UNDERSCORES.of(key);
      if (!now.equals(key) && read.has(now)) {
        throw new SignetException(
            "%s has both '%s' and '%s', which are the same; leave one of them out"
                .formatted(where, now, key));
      }
      requireOnce(entry.getValue(), written.path(now), where);
    }
    for (int i = 0; read.isArray() && i < read.size(); i++) {
      requireOnce(read.get(i), written.path(i), where);
    }
  }
}
