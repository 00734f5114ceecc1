package dev.signet.server.models;

import dev.signet.SignetException;
import dev.signet.server.batching.RetiredException;
import dev.signet.server.config.ModelSource;
import dev.signet.server.models.ModelVersions.Former;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final Set<String> shown = new HashSet<>(); // guarded by changing; names served ever
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
      table = more;
      if (shown.add(model.identity().name())) {
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
      requireOpen();
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
      if (before == null) {
        add(model);
      } else {
        put(name, before, before.replacing(model));
      }
      return model;
    }
  }

  /**
   * Lets the version answer again that was current before the current one, which is then the one to
   * go back to. If it was replaced it is loaded again from where it lay.
   *
   * @return the model that answers from now on
   * @throws ModelConflictException if there was none, or its file is another one now
   * @throws SignetException if it cannot be loaded; then nothing has changed
   */
  public ServedModel rollBack(String name, ModelLoader loader) {
    synchronized (changing) {
      requireOpen();
      ModelVersions before = find(name);
      Former former =
          before
              .former()
              .orElseThrow(
                  () ->
                      new ModelConflictException(
                          "no other version of model %s was current before".formatted(name)));
      ServedModel kept = before.models().get(former.source().version());
      if (kept != null && former.isOf(kept)) {
        put(name, before, before.switchedTo(kept.identity().version()));
        return kept;
      }
      ServedModel model = loader.load(former.source());
      if (!former.isOf(model)) {
        model.close();
        throw new ModelConflictException(
            "the file of version %s is not the one that was served; load a model with PUT"
                .formatted(former.source().version()));
      }
      put(name, before, before.replacing(model));
      return model;
    }
  }

  /**
   * Serves a version no more, after it has answered what it has taken. If it was the current one,
   * the one of the others that came last is; without others there is no model of that name.
   *
   * @throws NoSuchModelException if it is not served
   * @throws ModelConflictException if nothing else is
   */
  public void remove(String name, String version) {
    synchronized (changing) {
      requireOpen();
      find(Optional.of(name), Optional.of(version));
      ModelVersions before = find(name);
      if (before.models().size() == 1 && table.size() == 1) {
        throw new ModelConflictException(
            "version %s of model %s is all that is served; load another model first"
                .formatted(version, name));
      }
      put(name, before, before.without(version));
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new SignetException("the service is ending; no model is changed any more");
    }
  }

  /** Changes the table first, so that nobody finds a model that is being closed. */
  private void put(String name, ModelVersions before, ModelVersions after) {
    Map<String, ModelVersions> changed = new LinkedHashMap<>(table);
    if (after.models().isEmpty()) {
      changed.remove(name);
    } else {
      changed.put(name, after);
    }
    table = changed;
    List<ServedModel> kept = after.all();
    before.all().stream().filter(old -> !kept.contains(old)).forEach(ServedModel::close);
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
