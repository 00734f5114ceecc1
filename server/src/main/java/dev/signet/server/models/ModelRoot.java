package dev.signet.server.models;

import dev.signet.SignetException;
import dev.signet.artifact.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The folder that a model must lie in to be loaded by a request.
 *
 * @param folder absolute, without symbolic links
 */
public record ModelRoot(Path folder) {
  /** The folder itself. */
  public static ModelRoot of(Path folder) {
    try {
      return new ModelRoot(folder.toRealPath());
    } catch (IOException e) {
      throw new SignetException(
          "the folder %s does not exist; name one that does (--model-root)".formatted(folder), e);
    }
  }

  /** The folder beside a model: that of its run, or of its file. */
  public static ModelRoot beside(Path model) {
    Path absolute = model.toAbsolutePath().normalize();
    boolean inRun = !Files.isDirectory(absolute) && absolute.endsWith(Path.of(ModelFile.NAME));
    Path run = inRun ? absolute.getParent() : absolute;
    Path parent = run == null ? null : run.getParent();
    return of(parent == null ? absolute : parent);
  }

  /**
   * A model in this folder.
   *
   * @param text its path, absolute or from this folder
   * @throws SignetException if it lies elsewhere, also by a symbolic link, or does not exist
   */
  public Path resolve(String text) {
    try {
      Path path = folder.resolve(text).normalize();
      if (path.startsWith(folder)) {
        Path real = path.toRealPath();
        if (real.startsWith(folder) && !real.equals(folder)) {
          return real;
        }
      }
    } catch (InvalidPathException e) {
      throw new SignetException("the path of the model is not a path", e);
    } catch (IOException e) {
      throw new SignetException("there is no model at this path", e);
    }
    throw new SignetException(
        "models are loaded only from the folder that the service was started with (--model-root)");
  }
}
