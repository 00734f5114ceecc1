package dev.signet.drawing;

import dev.signet.InvalidValueException;
import dev.signet.data.ImageSource;
import dev.signet.picture.ImageSize;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;

/**
 * A picture of a data set: a row for each class with its name, its count and some of its pictures,
 * spread evenly over the class. Works without a display; where Java has no fonts, the names are
 * left out.
 *
 * <p>Thread-safe: it keeps no state.
 */
public final class ContactSheet {
  /** The longer side of a picture on the sheet; larger ones are shrunk, small ones enlarged. */
  private static final int TILE = 96;

  private static final int GAP = 6;
  private static final int MARGIN = 16;
  private static final int NAMES = 132;
  private static final int NAME_LETTERS = 16;

  private static final Color PAPER = new Color(0xfafafa);
  private static final Color LINE = new Color(0xe4e4e4);
  private static final Color INK = new Color(0x222222);
  private static final Color FAINT = new Color(0x777777);

  private ContactSheet() {}

  /**
   * Draws the sheet.
   *
   * @param perClass the most pictures of a class, at least 1
   * @throws InvalidValueException if {@code perClass} is less than 1
   */
  public static BufferedImage draw(ImageSource dataset, int perClass) {
    if (perClass < 1) {
      throw new InvalidValueException("pictures a class must be at least 1 but was " + perClass);
    }
    ImageSize tile = tile(dataset);
    int[] counts = dataset.classCounts();
    int columns = 1;
    for (int count : counts) {
      columns = Math.max(columns, Math.min(perClass, count));
    }
    int rowHeight = Math.max(tile.height(), 40) + GAP;
    int width = 2 * MARGIN + NAMES + columns * (tile.width() + GAP) - GAP;
    int height = 2 * MARGIN + counts.length * rowHeight - GAP;
    BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    try {
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setColor(PAPER);
      graphics.fillRect(0, 0, width, height);
      for (int label = 0; label < counts.length; label++) {
        int top = MARGIN + label * rowHeight;
        if (label > 0) {
          graphics.setColor(LINE);
          graphics.drawLine(MARGIN, top - GAP / 2 - 1, width - MARGIN, top - GAP / 2 - 1);
        }
        drawPictures(graphics, dataset, label, Math.min(columns, counts[label]), top);
      }
      drawNames(graphics, dataset, rowHeight);
    } finally {
      graphics.dispose();
    }
    return sheet;
  }

  /**
   * Draws the sheet and writes it as PNG, atomically.
   *
   * @throws dev.signet.SignetException if the file cannot be written
   */
  public static void write(Path file, ImageSource dataset, int perClass) {
    Png.write(draw(dataset, perClass), file);
  }

  private static ImageSize tile(ImageSource dataset) {
    ImageSize own = dataset.pictureSize();
    double scale = (double) TILE / Math.max(own.height(), own.width());
    return new ImageSize(
        Math.max(1, (int) Math.round(own.height() * scale)),
        Math.max(1, (int) Math.round(own.width() * scale)));
  }

  private static void drawPictures(
      Graphics2D graphics, ImageSource dataset, int label, int shown, int top) {
    ImageSource tiles = dataset.resizedTo(tile(dataset));
    int[] members = new int[dataset.classCounts()[label]];
    int found = 0;
    for (int i = 0; i < dataset.size(); i++) {
      if (dataset.label(i) == label) {
        members[found++] = i;
      }
    }
    for (int k = 0; k < shown; k++) {
      int index = members[(int) ((long) k * members.length / shown)];
      int left = MARGIN + NAMES + k * (tiles.pictureSize().width() + GAP);
      graphics.drawImage(tiles.toImage(index), left, top, null);
    }
  }

  private static void drawNames(Graphics2D graphics, ImageSource dataset, int rowHeight) {
    int[] counts = dataset.classCounts();
    try {
      for (int label = 0; label < counts.length; label++) {
        int middle = MARGIN + label * rowHeight + (rowHeight - GAP) / 2;
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
        graphics.setColor(INK);
        graphics.drawString(shortened(dataset.classes().get(label)), MARGIN, middle - 2);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        graphics.setColor(FAINT);
        String count = counts[label] == 1 ? "1 picture" : counts[label] + " pictures";
        graphics.drawString(count, MARGIN, middle + 15);
      }
    } catch (LinkageError | InternalError | RuntimeException e) {
      // A server's Java may come without fonts; the pictures are worth having without names.
      return;
    }
  }

  private static String shortened(String name) {
    return name.length() <= NAME_LETTERS ? name : name.substring(0, NAME_LETTERS - 1) + "…";
  }
}
