package dev.signet.studio.project;

import dev.signet.SignetException;
import dev.signet.picture.PictureFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Which folders can be projects. Thread-safe: it keeps no state. */
public final class ProjectFolder {
  private ProjectFolder() {}

  /** Whether it is one already: it was opened before, or has folders with pictures in them. */
  public static boolean isProject(Path folder) {
    return Files.isDirectory(folder.resolve(Place.HIDDEN))
        || PictureFiles.foldersIn(folder).stream()
            .anyMatch(
                child ->
                    !PictureFiles.name(child).equals(Place.RUNS)
                        && !PictureFiles.below(child).isEmpty());
  }

  static void require(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new SignetException("%s is no folder; name one that is".formatted(folder));
    }
    if (PictureFiles.isOutput(folder) && !Files.isDirectory(folder.resolve(Place.HIDDEN))) {
      throw new SignetException(
          "%s is a run and no project; signet ui shows runs".formatted(folder));
    }
    List<Path> parts = PictureFiles.foldersIn(folder);
    if (parts.stream().anyMatch(ProjectFolder::isTrainingPart)) {
      throw new SignetException(
          ("%s is laid out by parts (train, test), and a project has a folder a class; open %s,"
                  + " or another folder")
              .formatted(folder, folder.resolve("train")));
    }
    if (!Files.isWritable(folder)) {
      throw new SignetException(
          "%s cannot be written; choose a folder that you may write to".formatted(folder));
    }
  }

  private static boolean isTrainingPart(Path folder) {
    return PictureFiles.name(folder).equalsIgnoreCase("train")
        && !PictureFiles.foldersIn(folder).isEmpty();
  }
}
