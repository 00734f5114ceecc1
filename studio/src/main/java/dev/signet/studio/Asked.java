package dev.signet.studio;

import dev.signet.SignetException;
import dev.signet.Text;
import dev.signet.config.Json;
import dev.signet.runfolder.RunFolder;
import dev.signet.server.http.Exchange;
import dev.signet.server.http.ProblemException;
import dev.signet.studio.project.ProjectException;
import dev.signet.studio.project.Sentence;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Locale;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** What a request asks for, or why it does not. */
final class Asked {
  private Asked() {}

  /** A parameter of the address. */
  static String text(Context context, String name) {
    @Nullable String value = context.queryParam(name);
    if (value == null) {
      throw new ProblemException(
          HttpStatus.BAD_REQUEST_400, "the parameter '%s' is missing".formatted(name));
    }
    return value;
  }

  /** A number in the address. */
  static int number(Context context, String name, int usual, int least, int most) {
    @Nullable String value = context.queryParam(name);
    if (value == null) {
      return usual;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new ProblemException(
        HttpStatus.BAD_REQUEST_400,
        Text.of("the parameter '%s' must be a number from %d to %d", name, least, most));
  }

  /** The run of this name, which has a model. */
  static RunFolder trained(RunShelf shelf, String name) {
    RunFolder folder =
        shelf
            .find(name)
            .map(RunReader::folder)
            .orElseThrow(() -> new ProjectException(Sentence.NO_RUN, name));
    if (!Files.isRegularFile(folder.model())) {
      throw new ProjectException(Sentence.NO_MODEL, name);
    }
    return folder;
  }

  /** A record in the body. */
  static <T> T body(Context context, Class<T> type) {
    String json = new String(Exchange.body(context), StandardCharsets.UTF_8);
    try {
      return Json.read(type, json, "the request");
    } catch (SignetException e) {
      throw new ProblemException(HttpStatus.BAD_REQUEST_400, String.valueOf(e.getMessage()));
    }
  }

  /** The language of the page. */
  static Locale language(Context context) {
    @Nullable String accepted = context.header("Accept-Language");
    return accepted != null && accepted.toLowerCase(Locale.ROOT).startsWith("zh")
        ? Locale.CHINESE
        : Locale.ENGLISH;
  }
}
