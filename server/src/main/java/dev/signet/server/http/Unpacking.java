package dev.signet.server.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;

/**
 * Unpacks bodies that came as gzip. What comes out counts like a body that came as it is, block by
 * block: a small body that would fill the memory is refused where the limit is.
 */
final class Unpacking {
  private static final int BLOCK = 16 << 10;

  private Unpacking() {}

  /** Whether a request's body must be unpacked; a problem if nothing here can. */
  static boolean isNeeded(Request request) {
    if (!request.getHeaders().contains(HttpHeader.CONTENT_ENCODING)) {
      return false;
    }
    String encoding =
        String.join(",", request.getHeaders().getValuesList(HttpHeader.CONTENT_ENCODING));
    return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
      case "gzip", "x-gzip" -> true;
      case "identity" -> false;
      default ->
          throw new ProblemException(
              Problem.of(
                      HttpStatus.UNSUPPORTED_MEDIA_TYPE_415,
                      "a body may be compressed by gzip alone (Content-Encoding)")
                  .with("Accept-Encoding", "gzip"));
    };
  }

  /**
   * The body as it was before it was packed. Its bytes are taken from the budget until the request
   * ends.
   *
   * @throws ProblemException if it is too large or damaged
   */
  static byte[] unpack(Request request, byte[] packed, int most, BodyBudget budget) {
    Held held = new Held(budget);
    Request.addCompletionListener(request, failure -> held.giveBack());
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(most, 4 * packed.length));
      byte[] block = new byte[BLOCK];
      int count;
      while ((count = in.read(block)) >= 0) {
        if (out.size() + (long) count > most) {
          throw new ProblemException(BodyReader.tooLarge(most));
        }
        held.take(count);
        out.write(block, 0, count);
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new ProblemException(
          HttpStatus.BAD_REQUEST_400, "the body is no whole gzip, as its Content-Encoding says");
    }
  }

  /** Bytes of one body. */
  private static final class Held {
    private final BodyBudget budget;
    private long bytes;

    Held(BodyBudget budget) {
      this.budget = budget;
    }

    synchronized void take(int count) {
      if (!budget.take(count)) {
        throw new ProblemException(BodyReader.tooMany());
      }
      bytes += count;
    }

    synchronized void giveBack() {
      budget.giveBack(bytes);
      bytes = 0;
    }
  }
}
