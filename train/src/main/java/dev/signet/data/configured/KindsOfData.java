package dev.signet.data.configured;

import dev.signet.SignetException;
import dev.signet.config.DataConfig;
import dev.signet.config.Fit;
import dev.signet.data.Cropped;
import dev.signet.data.DataRemarks;
import dev.signet.data.DecodedSource;
import dev.signet.data.ImageSource;
import dev.signet.data.Part;
import dev.signet.data.cifar.CifarFolder;
import dev.signet.data.csv.CsvTable;
import dev.signet.data.folder.ImageFolder;
import dev.signet.data.hdf5.Hdf5Files;
import dev.signet.data.idx.IdxFiles;
import dev.signet.data.numpy.NumpyFiles;
import dev.signet.data.tar.TarShards;
import dev.signet.picture.Framing;
import dev.signet.picture.ImageDecoder;
import dev.signet.picture.ImageSize;
import dev.signet.picture.PictureFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Tells kinds of data apart, by the names of files, and brings pictures to size: what is decoded
 * while it is, what lies there as bytes if another size is asked for.
 *
 * @param hdf5 reads HDF5 files
 * @param labels the table that goes with the pictures, if there is one
 * @param size that was asked for
 * @param fit how another shape is brought to it; absent, the pictures decide
 * @param mostPixels of a picture file
 * @param remarks is told what was read otherwise than by the letter
 */
record KindsOfData(
    Hdf5Files hdf5,
    Optional<DataConfig.Labels> labels,
    Optional<ImageSize> size,
    Optional<Fit> fit,
    long mostPixels,
    DataRemarks remarks) {
  /** Whether there is something at a path, or it stands for several. */
  static boolean exists(Path path) {
    return Files.exists(path) || TarShards.isRange(path);
  }

  /** What lies at a path, brought to size, as a map that may be changed; nothing of it is kept. */
  Map<Part, ImageSource> openParts(Path path, boolean labelled, int fewestClasses) {
    Map<Part, ImageSource> parts = stored(path, labelled, fewestClasses);
    Fit how = fit.orElseGet(() -> chosen(parts.values().iterator().next()));
    parts.replaceAll((part, source) -> framed(source, how));
    return parts;
  }

  private Fit chosen(ImageSource pictures) {
    if (size.isEmpty() && !(pictures instanceof DecodedSource)) {
      return Fit.SQUEEZE; // they keep their size, and whoever answers by them meets no other
    }
    FitChoice choice = FitChoice.of(pictures, size.orElse(pictures.pictureSize()));
    remarks.addOfReadable(
        "%s: fit %s, because %s; --fit chooses another"
            .formatted(pictures.name(), choice.fit().label(), choice.why()));
    return choice.fit();
  }

  private ImageSource framed(ImageSource source, Fit how) {
    Framing framing = new Framing(size.orElse(source.pictureSize()), how, false).widened();
    ImageSource whole = source.framedBy(framing);
    return how == Fit.CROP ? new Cropped(whole, framing.size()) : whole;
  }

  private Map<Part, ImageSource> stored(Path path, boolean labelled, int fewestClasses) {
    Optional<String> table = labelled ? labels.flatMap(DataConfig.Labels::file) : Optional.empty();
    if (table.isPresent()) {
      return openTable(Path.of(table.get()), Optional.of(path));
    }
    requireNoParquet(path);
    if (CsvTable.isOne(path)) {
      return openTable(path, Optional.empty());
    }
    if (!Files.isDirectory(path)) {
      return openFile(path);
    }
    Map<Part, ImageSource> parts = hdf5.openParts(path);
    if (!parts.isEmpty()) {
      return parts;
    }
    return PictureFiles.foldersIn(path).isEmpty()
        ? openFiles(path)
        : ImageFolder.openParts(path, new ImageFolder.Reading(decoder(), remarks, fewestClasses));
  }

  private Map<Part, ImageSource> openTable(Path table, Optional<Path> folder) {
    CsvTable csv =
        new CsvTable(
            table,
            folder,
            labels.flatMap(DataConfig.Labels::pathColumn),
            labels.flatMap(DataConfig.Labels::labelColumn));
    Map<Part, ImageSource> parts = new EnumMap<>(Part.class);
    parts.put(Part.TRAIN, csv.open(decoder(), remarks));
    return parts;
  }

  private Map<Part, ImageSource> openFile(Path file) {
    if (TarShards.isOne(file)) {
      return TarShards.openParts(file, decoder());
    }
    if (NumpyFiles.isOne(file)) {
      return NumpyFiles.openParts(file);
    }
    return IdxFiles.isOne(file) ? IdxFiles.openParts(file) : hdf5.openParts(file);
  }

  /** A folder without folders. */
  private Map<Part, ImageSource> openFiles(Path folder) {
    if (CifarFolder.isOne(folder)) {
      return CifarFolder.openParts(folder);
    }
    if (IdxFiles.isOne(folder)) {
      return IdxFiles.openParts(folder);
    }
    if (TarShards.isOne(folder)) {
      return TarShards.openParts(folder, decoder());
    }
    if (NumpyFiles.isOne(folder)) {
      return NumpyFiles.openParts(folder);
    }
    if (CifarFolder.isPickled(folder)) {
      throw new SignetException(
          "%s holds CIFAR as Python pickled it, which is not read; get its binary version (*.bin)"
              .formatted(folder));
    }
    throw new SignetException(
        "%s holds no data; looked for train_*.h5 and test_*.h5, and for one folder a class, but"
                .formatted(folder)
            + " it holds "
            + Hdf5Files.describe(folder));
  }

  private static void requireNoParquet(Path path) {
    if (String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT).endsWith(".parquet")) {
      throw new SignetException(
          "%s is a Parquet file, which is not read; write its pictures as files or tar shards (docs/pictures.md)"
              .formatted(path));
    }
  }

  private ImageDecoder decoder() {
    return new ImageDecoder(size.orElse(ImageSize.ARTICLE)).withMostPixels(mostPixels);
  }
}
