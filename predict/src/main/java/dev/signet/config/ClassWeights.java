package dev.signet.config;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.signet.InvalidValueException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What a picture of each class counts in the loss of a training: PyTorch's {@code weight}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ClassWeights.Equal.class, name = "equal"),
  @JsonSubTypes.Type(value = ClassWeights.Balanced.class, name = "balanced"),
  @JsonSubTypes.Type(value = ClassWeights.Given.class, name = "given")
})
public sealed interface ClassWeights {
  /**
   * The weights, in the order of the labels.
   *
   * @param classes their names
   * @param counts training pictures of each
   * @throws InvalidValueException if the weights are not of these classes
   */
  List<Double> of(List<String> classes, int[] counts);

  /** Every picture counts the same. */
  record Equal() implements ClassWeights {
    @Override
    public List<Double> of(List<String> classes, int[] counts) {
      return Collections.nCopies(classes.size(), 1.0);
    }
  }

  /**
   * Every class counts the same: {@code n / (k * n_c)} for {@code n_c} of {@code n} pictures in
   * {@code k} classes, scikit-learn's formula. A class without pictures is none of the {@code k}
   * and weighs 0.
   */
  record Balanced() implements ClassWeights {
    @Override
    public List<Double> of(List<String> classes, int[] counts) {
      double all = Arrays.stream(counts).sum();
      long seen = Arrays.stream(counts).filter(count -> count > 0).count();
      return IntStream.of(counts)
          .mapToObj(count -> count == 0 ? 0.0 : all / ((double) seen * count))
          .toList();
    }
  }

  /**
   * As the user says.
   *
   * @param weights of every class by its name, above 0 and at most 1,000,000
   */
  record Given(Map<String, Double> weights) implements ClassWeights {
    public Given {
      weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
      weights.forEach(
          (name, weight) ->
              Ranges.requirePositive(
                  "weight of class %s (--class-weights)".formatted(name), weight, 1e6));
    }

    @Override
    public List<Double> of(List<String> classes, int[] counts) {
      List<String> unknown = new ArrayList<>(weights.keySet());
      unknown.removeAll(classes);
      List<String> missing = new ArrayList<>(classes);
      missing.removeAll(weights.keySet());
      if (!unknown.isEmpty()) {
        throw new InvalidValueException(
            "class weights (--class-weights) name %s, but the pictures' classes are %s"
                .formatted(some(unknown), some(classes)));
      }
      if (!missing.isEmpty()) {
        throw new InvalidValueException(
            "class weights (--class-weights) lack %s; give every class of the pictures one"
                .formatted(some(missing)));
      }
      return classes.stream().map(weights::get).toList();
    }

    private static String some(List<String> names) {
      int most = 10;
      return names.size() <= most
          ? String.join(", ", names)
          : String.join(", ", names.subList(0, most)) + ", ...";
    }
  }
}
