package dev.signet.cli.console;

import dev.signet.Text;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * Text as a terminal may be given it. Names of files, classes and runs come from others and may
 * hold line breaks and what terminals obey; it is written as {@code \n} and {@code \u001b}, which
 * is also right inside of JSON.
 */
public final class Printable {
  private Printable() {}

  /** The text on one line. */
  public static String line(String text) {
    return text.replace("\r", "\\r").replace("\n", "\\n");
  }

  /** Escapes all that is obeyed but line breaks and tabs. */
  public static PrintWriter writer(PrintWriter out) {
    return new PrintWriter(new Escaping(out), true);
  }

  private static boolean isObeyed(int character) {
    return Character.isISOControl(character)
        && character != '\n'
        && character != '\r'
        && character != '\t';
  }

  /** Escapes as it writes. */
  private static final class Escaping extends FilterWriter {
    Escaping(Writer out) {
      super(out);
    }

    @Override
    public void write(int character) throws IOException {
      if (isObeyed(character)) {
        out.write(Text.of("\\u%04x", character));
      } else {
        out.write(character);
      }
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
      write(new String(text, from, length), 0, length);
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
      int end = from + length;
      int start = from;
      for (int i = from; i < end; i++) {
        if (isObeyed(text.charAt(i))) {
          out.write(text, start, i - start);
          write(text.charAt(i));
          start = i + 1;
        }
      }
      out.write(text, start, end - start);
    }
  }
}
