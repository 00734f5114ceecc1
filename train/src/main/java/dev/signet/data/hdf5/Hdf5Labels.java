package dev.signet.data.hdf5;

import dev.signet.SignetException;
import dev.signet.data.DataRemarks;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which class each picture of an HDF5 file is of: numbers of any type, one-hot rows, or names that
 * stand in the list of classes.
 *
 * @param classes their names
 * @param indices positions in that list
 */
record Hdf5Labels(List<String> classes, int[] indices) {
  /**
   * Reads the labels.
   *
   * @param pictures how many there are to be
   * @param list what the labels mean; without it they count from 0
   * @throws SignetException if they are not one a picture, or fit no class
   */
  static Hdf5Labels read(
      Hdf5Array labels, int pictures, Optional<ClassList> list, DataRemarks remarks) {
    long[] shape = labels.shape();
    boolean flat = Hdf5Shape.isFlat(shape);
    boolean hot = !flat && shape.length == 2 && (shape[0] == pictures || shape[1] == pictures);
    if (!flat && !hot) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s has shape %s, but one label a picture ([%d]) is expected",
              labels.where(),
              Hdf5Shape.describe(shape),
              pictures));
    }
    if (flat && Hdf5Shape.size(shape) != pictures) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s has %.0f labels for %d pictures; one label a picture is expected",
              labels.where(),
              Hdf5Shape.size(shape),
              pictures));
    }
    if (labels.isString() && flat) {
      return named(labels, list);
    }
    long[] numbers = Hdf5Numbers.wholes(labels);
    return hot
        ? positions(labels, OneHot.indices(labels, numbers, pictures), list, remarks)
        : counted(labels, numbers, list, remarks);
  }

  private static Hdf5Labels named(Hdf5Array labels, Optional<ClassList> list) {
    ClassList classes =
        list.orElseThrow(
            () ->
                new SignetException(
                    "%s holds names, but there is no list_classes that they stand in; store one"
                        .formatted(labels.where())));
    return new Hdf5Labels(
        classes.names(), classes.indicesOfNames(labels.where(), Hdf5Strings.of(labels)));
  }

  private static Hdf5Labels counted(
      Hdf5Array labels, long[] numbers, Optional<ClassList> list, DataRemarks remarks) {
    if (!labels.typeName().contains("int")) {
      remarks.add(
          "%s holds %s, taken as whole numbers".formatted(labels.where(), labels.typeName()));
    }
    ClassList classes = list.orElseGet(() -> ClassList.counted(labels.where(), numbers));
    if (list.isEmpty()) {
      sayCounted(labels, classes.names().size(), remarks);
    }
    return new Hdf5Labels(classes.names(), classes.indices(labels.where(), numbers));
  }

  private static Hdf5Labels positions(
      Hdf5Array labels, int[] indices, Optional<ClassList> list, DataRemarks remarks) {
    int columns = (int) (Hdf5Shape.size(labels.shape()) / indices.length);
    remarks.add("%s holds one-hot rows, taken as labels".formatted(labels.where()));
    if (list.isPresent() && list.get().names().size() != columns) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s has %d one-hot columns, but %s has %d classes; both must be the same",
              labels.where(),
              columns,
              list.get().where(),
              list.get().names().size()));
    }
    if (list.isEmpty()) {
      sayCounted(labels, columns, remarks);
    }
    List<String> names =
        list.orElseGet(() -> ClassList.counted(labels.where(), new long[] {0, columns - 1L}))
            .names();
    return new Hdf5Labels(names, indices);
  }

  private static void sayCounted(Hdf5Array labels, int classes, DataRemarks remarks) {
    remarks.add(
        String.format(
            Locale.ROOT,
            "%s has no list_classes; its classes are called 0 to %d",
            labels.file(),
            classes - 1));
  }

  /** The list of classes, a row or column of numbers or names. */
  static ClassList classList(Hdf5Array list) {
    if (!Hdf5Shape.isClassList(list.shape())) {
      throw new SignetException(
          "%s has shape %s, but a list of at least two classes ([k]) is expected"
              .formatted(list.where(), Hdf5Shape.describe(list.shape())));
    }
    if (list.isString()) {
      return ClassList.ofNames(list.where(), Hdf5Strings.of(list));
    }
    if (!Hdf5Numbers.isNumeric(list.type())) {
      throw new SignetException(
          "%s holds %s, but integers or strings are expected"
              .formatted(list.where(), list.typeName()));
    }
    return ClassList.ofNumbers(list.where(), Hdf5Numbers.wholes(list));
  }

  /** Rows with a single 1. */
  private static final class OneHot {
    static int[] indices(Hdf5Array labels, long[] numbers, int pictures) {
      int classes = numbers.length / pictures;
      boolean rows = labels.shape()[0] == pictures;
      int[] byRow = rows ? decode(numbers, pictures, classes, classes, 1) : new int[0];
      boolean columns = labels.shape()[1] == pictures;
      int[] byColumn = columns ? decode(numbers, pictures, classes, 1, pictures) : new int[0];
      if (byRow.length + byColumn.length == 0) {
        throw new SignetException(
            "%s has shape %s, but its rows are not one-hot (a single 1 each); store one label a"
                    .formatted(labels.where(), Hdf5Shape.describe(labels.shape()))
                + " picture");
      }
      if (byRow.length > 0 && byColumn.length > 0 && !Arrays.equals(byRow, byColumn)) {
        throw new SignetException(
            "%s has as many rows as columns, and both are one-hot; store one label a picture"
                .formatted(labels.where()));
      }
      return byRow.length > 0 ? byRow : byColumn;
    }

    /** Empty if a picture has not exactly one 1, or something but 0 and 1. */
    private static int[] decode(
        long[] numbers, int pictures, int classes, int stepOfPicture, int stepOfClass) {
      int[] indices = new int[pictures];
      for (int picture = 0; picture < pictures; picture++) {
        int ones = 0;
        for (int k = 0; k < classes; k++) {
          long number = numbers[picture * stepOfPicture + k * stepOfClass];
          if (number == 1) {
            indices[picture] = k;
            ones++;
          } else if (number != 0) {
            return new int[0];
          }
        }
        if (ones != 1) {
          return new int[0];
        }
      }
      return indices;
    }
  }
}
