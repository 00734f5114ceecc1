package dev.signet.data.cifar;

import dev.signet.SignetException;
import dev.signet.data.ClassNames;
import dev.signet.data.FileStamp;
import dev.signet.data.ImageSource;
import dev.signet.data.MappedFile;
import dev.signet.data.Part;
import dev.signet.data.RawPictures;
import dev.signet.picture.ImageSize;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A folder with the binary version of CIFAR-10 ({@code data_batch_1.bin} and so on, {@code
 * test_batch.bin}, {@code batches.meta.txt}) or CIFAR-100 ({@code train.bin}, {@code test.bin},
 * {@code fine_label_names.txt}; the 100 fine labels count). A record is a label (CIFAR-100: coarse,
 * then fine) and 3,072 bytes {@code [3, 32, 32]}.
 *
 * <p>Thread-safe: it keeps no state.
 *
 * @see <a href="https://www.cs.toronto.edu/~kriz/cifar.html">The CIFAR-10 dataset</a>
 */
public final class CifarFolder {
  private static final ImageSize SIZE = new ImageSize(32, 32);
  private static final int PICTURE = 3 * 32 * 32;

  private CifarFolder() {}

  /** Whether a folder is one, by the names of its files. */
  public static boolean isOne(Path folder) {
    return isTen(folder) || isHundred(folder);
  }

  /** Whether it is one as Python reads it, which is pickled and not read here. */
  public static boolean isPickled(Path folder) {
    return Files.isRegularFile(folder.resolve("data_batch_1"))
        || (Files.isRegularFile(folder.resolve("train"))
            && Files.isRegularFile(folder.resolve("meta")));
  }

  private static boolean isTen(Path folder) {
    return Files.isRegularFile(folder.resolve("data_batch_1.bin"))
        || Files.isRegularFile(folder.resolve("test_batch.bin"));
  }

  private static boolean isHundred(Path folder) {
    return Files.isRegularFile(folder.resolve("fine_label_names.txt"));
  }

  /**
   * Opens the parts that are there.
   *
   * @return a map that may be changed, of pictures that are read when they are asked for
   * @throws SignetException if a file is cut off or its labels are not CIFAR's
   */
  public static Map<Part, ImageSource> openParts(Path folder) {
    boolean ten = isTen(folder);
    Path names = folder.resolve(ten ? "batches.meta.txt" : "fine_label_names.txt");
    List<Path> train = new ArrayList<>();
    for (int i = 1; ten && Files.isRegularFile(batch(folder, i)); i++) {
      train.add(batch(folder, i));
    }
    if (!ten && Files.isRegularFile(folder.resolve("train.bin"))) {
      train.add(folder.resolve("train.bin"));
    }
    Map<Part, ImageSource> parts = new EnumMap<>(Part.class);
    int labels = ten ? 1 : 2;
    if (!train.isEmpty()) {
      parts.put(Part.TRAIN, open(folder, train, labels, names));
    }
    Path test = folder.resolve(ten ? "test_batch.bin" : "test.bin");
    if (Files.isRegularFile(test)) {
      parts.put(Part.TEST, open(test, List.of(test), labels, names));
    }
    if (parts.isEmpty()) {
      throw new SignetException(
          "%s has names of classes but neither train.bin nor test.bin".formatted(folder));
    }
    return parts;
  }

  private static Path batch(Path folder, int number) {
    return folder.resolve("data_batch_" + number + ".bin");
  }

  private static ImageSource open(Path name, List<Path> files, int labelBytes, Path names) {
    int record = labelBytes + PICTURE;
    List<MappedFile> mapped = files.stream().map(MappedFile::open).toList();
    long[] ends = new long[mapped.size()];
    long bytes = 0;
    long stamp = 0;
    for (int i = 0; i < ends.length; i++) {
      MappedFile file = mapped.get(i);
      if (file.size() % record != 0 || file.size() == 0) {
        throw new SignetException(
            String.format(
                Locale.ROOT,
                "%s has %,d bytes, which is no multiple of %,d: it is cut off; download it again",
                file.file(),
                file.size(),
                record));
      }
      bytes += file.size();
      ends[i] = bytes;
      stamp = 31 * stamp + FileStamp.of(file.file());
    }
    RawPictures.Bytes all =
        (offset, into, length) -> {
          int file = 0;
          while (offset >= ends[file]) {
            file++;
          }
          mapped.get(file).read(file == 0 ? offset : offset - ends[file - 1], into, length);
        };
    int[] labels = new int[Math.toIntExact(bytes / record)];
    ByteBuffer one = ByteBuffer.allocate(1);
    for (int i = 0; i < labels.length; i++) {
      all.read((long) i * record + labelBytes - 1, one.clear(), 1);
      labels[i] = one.get(0) & 0xff;
    }
    List<String> classes =
        Files.isRegularFile(names)
            ? ClassNames.lines(names)
            : ClassNames.numbered(name.toString(), labels);
    return new RawPictures(
        name.toString(),
        name.getFileName().toString(),
        classes,
        labels,
        new RawPictures.Place(all, labelBytes, record, RawPictures.Layout.PLANES, SIZE, stamp));
  }
}
