package dev.signet.server.http;

import java.util.List;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.server.Handler;

/**
 * Answers as gzip for who accepts it, where that makes them smaller: text, and tensors, whose
 * clients ask for it by name. Requests are unpacked by {@link BodyGate}, which counts their bytes.
 */
final class Packing {
  private static final List<String> TYPES =
      List.of(
          "application/json",
          "application/octet-stream",
          "application/problem+json",
          "image/svg+xml",
          "text/css",
          "text/html",
          "text/javascript",
          "text/plain",
          "text/plain; version=0.0.4", // of the meters; Jetty takes charsets alone off
          "text/plain;version=0.0.4");

  /** Smaller answers fit into a packet as they are. */
  private static final int LEAST_BYTES = 1 << 10;

  private Packing() {}

  static Handler.Wrapper around(Handler next) {
    GzipCompression gzip = new GzipCompression();
    gzip.setMinCompressSize(LEAST_BYTES);
    CompressionConfig.Builder config =
        CompressionConfig.builder()
            .compressIncludeMethod("GET")
            .compressIncludeMethod("POST")
            .decompressExcludeEncoding(gzip.getEncodingName());
    TYPES.forEach(config::compressIncludeMimeType);
    CompressionHandler handler = new CompressionHandler(next);
    handler.putCompression(gzip);
    handler.putConfiguration("/", config.build());
    return handler;
  }
}
