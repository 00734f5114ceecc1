package dev.signet.server.models;

import dev.signet.SignetException;
import dev.signet.server.batching.RetiredException;
import dev.signet.server.config.ModelSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The models that are served, by name and version. It owns them. Safe for use by many threads.
 *
 * <p>Readers see one immutable table; who changes it makes another one. A model that lost its place
 * answers what it has taken before it is closed.
 */
public final class ServedModels implements AutoCloseable {
  private static final int MOST = 16;

  private final ModelObserver observer;
  private final Object changing = new Object();
  private volatile Map<String, ModelVersions> table = Map.of();
  private volatile boolean closed;

  /** None yet. */
  public ServedModels(ModelObserver observer) {
    this.observer = observer;
  }

  /** One more model, or one more version of a model, which becomes its current one. */
  public void add(ServedModel model) {
    synchronized (changing) {
      Map<String, ModelVersions> more = new LinkedHashMap<>(table);
      more.merge(model.identity().name(), ModelVersions.of(model), (old, added) -> old.with(model));
      boolean first = !table.containsKey(model.identity().name());
      table = more;
      if (first) {
        show(model.identity().name());
      }
    }
  }

  private void show(String name) {
    observer.serves(
        name,
        () -> {
          ModelVersions versions = table.get(name);
          return versions == null
              ? 0
              : versions.all().stream().mapToInt(ServedModel::waiting).sum();
        });
  }

  /** Every model, in the order they came. */
  public List<ServedModel> all() {
    List<ServedModel> all = new ArrayList<>();
    table.values().forEach(versions -> all.addAll(versions.all()));
    return all;
  }

  /** The names of the models. */
  public List<String> names() {
    return List.copyOf(table.keySet());
  }

  /** The versions of a model, the current one included. */
  public List<String> versions(String name) {
    return List.copyOf(find(name).models().keySet());
  }

  /**
   * A model.
   *
   * @param name empty stands for the first one
   * @param version empty stands for the current one
   * @throws NoSuchModelException if it is not served
   * @throws NotReadyException before the first model is there
   */
  public ServedModel find(Optional<String> name, Optional<String> version) {
    Map<String, ModelVersions> now = table;
    if (now.isEmpty()) {
      throw new NotReadyException();
    }
    String wanted = name.orElseGet(() -> now.keySet().iterator().next());
    ModelVersions versions = find(wanted);
    if (version.isEmpty()) {
      return versions.newest();
    }
    ServedModel model = versions.models().get(version.get());
    if (model == null) {
      throw new NoSuchModelException(
          "model %s has no version '%s'; it has %s"
              .formatted(wanted, version.get(), String.join(", ", versions.models().keySet())));
    }
    return model;
  }

  private ModelVersions find(String name) {
    ModelVersions versions = table.get(name);
    if (versions == null) {
      throw new NoSuchModelException(
          "no model is called '%s'; there is %s"
              .formatted(name, String.join(", ", table.keySet())));
    }
    return versions;
  }

  /**
   * Asks a model, or the one that has taken its place since it was looked up.
   *
   * @param question may throw {@link RetiredException}
   */
  public <T> CompletableFuture<T> ask(
      Optional<String> name,
      Optional<String> version,
      Function<ServedModel, CompletableFuture<T>> question) {
    while (true) {
      try {
        return question.apply(find(name, version));
      } catch (RetiredException e) {
        if (closed) {
          throw e;
        }
        Thread.onSpinWait(); // the table names the new model before the old one is retired
      }
    }
  }

  /**
   * Loads a model and gives it the place of the current one of its name; requests that are under
   * way are answered by the model that took them.
   *
   * @param version empty takes the number after the highest one
   * @return the model that answers from now on
   * @throws SignetException if it cannot be loaded; then nothing has changed
   */
  public ServedModel swap(String name, Optional<String> version, Path path, ModelLoader loader) {
    synchronized (changing) {
      if (closed) {
        throw new SignetException("the service is ending; no model is loaded any more");
      }
      ModelVersions before = table.get(name);
      if (before == null && table.size() >= MOST) {
        throw new SignetException(
            String.format(
                Locale.ROOT,
                "%d models are served, and no more may be; replace one of them",
                MOST));
      }
      String next = before == null ? "1" : before.nextVersion();
      ServedModel model = loader.load(new ModelSource(name, version.orElse(next), path));
      ModelVersions after = before == null ? ModelVersions.of(model) : before.replacing(model);
      Map<String, ModelVersions> changed = new LinkedHashMap<>(table);
      changed.put(name, after);
      table = changed;
      if (before == null) {
        show(name);
      }
      if (before != null) {
        List<ServedModel> kept = after.all();
        before.all().stream().filter(old -> !kept.contains(old)).forEach(ServedModel::close);
      }
      return model;
    }
  }

  /** Ends every model after it has answered what it has taken. */
  @Override
  public void close() {
    closed = true;
    synchronized (changing) {
      all().forEach(ServedModel::close);
    }
  }
}
