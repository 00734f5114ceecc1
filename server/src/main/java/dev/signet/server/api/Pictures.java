package dev.signet.server.api;

import dev.signet.server.config.ServerConfig;
import dev.signet.server.config.ServerConfig.MostPictures;
import dev.signet.server.http.Exchange;
import dev.signet.server.http.ProblemException;
import dev.signet.server.models.Picture;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Attributes;

/** The picture files in a request's body: one as it is, or several as multipart/form-data. */
final class Pictures {
  private static final String MULTIPART = "multipart/form-data";
  private static final int MOST_PART_HEADERS = 8 << 10;

  private Pictures() {}

  /**
   * Reads them. Nothing is written to a disk, whatever the pictures are called.
   *
   * @throws ProblemException if the body holds none, too many, or is malformed
   */
  static List<Picture> of(Context context, ServerConfig config) {
    byte[] body = Exchange.body(context);
    if (body.length == 0) {
      throw new ProblemException(
          HttpStatus.BAD_REQUEST_400,
          "the body is empty; it must be a picture, or several as " + MULTIPART);
    }
    String type = mediaType(context);
    if (type.equals(MULTIPART)) {
      return parts(Exchange.contentType(context), body, config);
    }
    if (!type.isEmpty() && !type.startsWith("image/") && !type.equals("application/octet-stream")) {
      throw new ProblemException(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE_415,
          "a body of type image/*, application/octet-stream or %s is expected but it was '%s'"
              .formatted(MULTIPART, PredictOptions.printable(type)));
    }
    return List.of(new Picture("the picture", body));
  }

  /** The type without its parameters, in lower case; empty if none was sent. */
  static String mediaType(Context context) {
    return Exchange.contentType(context).split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private static List<Picture> parts(String contentType, byte[] body, ServerConfig config) {
    MostPictures most = config.mostPictures();
    MultiPartConfig form =
        new MultiPartConfig.Builder()
            .maxParts(config.limits().pictures())
            .maxSize(config.limits().requestBytes())
            .maxPartSize(config.limits().requestBytes())
            .maxMemoryPartSize(-1) // all in memory: no file is ever made
            .maxHeadersSize(MOST_PART_HEADERS)
            .build();
    Content.Source source = Content.Source.from(ByteBuffer.wrap(body));
    List<Picture> pictures = new ArrayList<>();
    try (MultiPartFormData.Parts parts =
        MultiPartFormData.getParts(source, new Attributes.Mapped(), contentType, form)) {
      for (MultiPart.Part part : parts) {
        pictures.add(new Picture(nameOf(part, pictures.size()), bytesOf(part)));
      }
    } catch (CompletionException
        | IllegalStateException
        | IllegalArgumentException
        | IOException e) {
      throw new ProblemException(
          HttpStatus.BAD_REQUEST_400,
          String.format(
              Locale.ROOT,
              "the body is not well-formed %s of at most %d parts",
              MULTIPART,
              config.limits().pictures()));
    }
    if (pictures.isEmpty()) {
      throw new ProblemException(HttpStatus.BAD_REQUEST_400, "the body holds no pictures");
    }
    if (pictures.size() > most.count()) {
      throw new ProblemException(
          HttpStatus.BAD_REQUEST_400,
          String.format(
              Locale.ROOT,
              "a request may have at most %s pictures, but this one has %d",
              most,
              pictures.size()));
    }
    return pictures;
  }

  private static String nameOf(MultiPart.Part part, int index) {
    String name = part.getFileName() == null ? part.getName() : part.getFileName();
    return name == null || name.isBlank()
        ? "picture " + (index + 1)
        : PredictOptions.printable(name);
  }

  private static byte[] bytesOf(MultiPart.Part part) throws IOException {
    try (InputStream in = Content.Source.asInputStream(part.newContentSource(null, 0, -1))) {
      return in.readAllBytes();
    }
  }
}
