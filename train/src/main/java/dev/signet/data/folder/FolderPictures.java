package dev.signet.data.folder;

import dev.signet.data.FilePictures;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The picture files of class folders, read whenever they are asked for. Immutable. */
final class FolderPictures implements FilePictures {
  private final Path folder;
  private final List<String> classes;

  /** From the folder on: a million whole paths would be the largest thing in memory. */
  private final Path[] files;

  /** Where each class ends in {@link #files}. */
  private final int[] ends;

  FolderPictures(Path folder, List<ClassFolder> classes) {
    this.folder = folder;
    this.classes = classes.stream().map(ClassFolder::name).toList();
    this.files =
        classes.stream()
            .flatMap(each -> each.pictures().stream())
            .map(folder::relativize)
            .toArray(Path[]::new);
    this.ends = classes.stream().mapToInt(each -> each.pictures().size()).toArray();
    Arrays.parallelPrefix(ends, Integer::sum);
  }

  @Override
  public String name() {
    return folder.toString();
  }

  @Override
  public List<String> classes() {
    return classes;
  }

  @Override
  public int size() {
    return files.length;
  }

  @Override
  public int label(int index) {
    int place = Arrays.binarySearch(ends, index + 1);
    return place < 0 ? -place - 1 : place; // every class has a picture: no two ends are the same
  }

  @Override
  public Path file(int index) {
    return folder.resolve(files[index]);
  }
}
