package dev.signet.data.folder;

import dev.signet.SignetException;
import dev.signet.data.DataRemarks;
import dev.signet.data.UnreadableNames;
import dev.signet.picture.PictureFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One class of a folder of pictures.
 *
 * @param name of the class
 * @param pictures its files, at least one
 */
record ClassFolder(String name, List<Path> pictures) {
  /**
   * The classes of a folder, in natural order. A folder that holds nothing but runs and reports is
   * none.
   *
   * @throws SignetException if a class is empty or its name cannot be read
   */
  static List<ClassFolder> in(Path folder, DataRemarks remarks) {
    List<ClassFolder> classes = new ArrayList<>();
    for (Path child : PictureFiles.foldersIn(folder)) {
      if (PictureFiles.isOutput(child)) {
        remarks.add("%s holds runs or reports and is no class".formatted(child));
        continue;
      }
      List<Path> pictures = PictureFiles.below(child);
      if (pictures.isEmpty()) {
        throw new SignetException(
            "class folder %s holds no pictures; add some (JPEG, PNG, BMP, GIF, WebP) or remove it"
                .formatted(child));
      }
      String name = PictureFiles.name(child);
      if (UnreadableNames.isOne(name)) {
        throw new SignetException(
            "%s: the name of the class cannot be read in this locale; set LC_ALL=C.UTF-8 or rename"
                    .formatted(child)
                + " it");
      }
      classes.add(new ClassFolder(name, pictures));
    }
    return classes;
  }
}
