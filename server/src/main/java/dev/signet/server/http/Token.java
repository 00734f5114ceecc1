package dev.signet.server.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** The token that requests must carry, if there is one. Safe for use by many threads. */
public final class Token {
  private static final String SCHEME = "Bearer ";

  private final Optional<byte[]> expected; // its SHA-256

  /** The token that is asked for; without one everybody may do all but administer. */
  public Token(Optional<String> token) {
    expected = token.map(Token::sha256);
  }

  /** Whether requests need the token. */
  public boolean isRequired() {
    return expected.isPresent();
  }

  /**
   * Lets a request through that carries the token, or any if none is asked for.
   *
   * @param authorization the request's header
   */
  public void require(@Nullable String authorization) {
    if (expected.isPresent() && !matches(authorization)) {
      throw new ProblemException(
          Problem.of(
                  HttpStatus.UNAUTHORIZED_401,
                  "this service asks for its token: send the header Authorization: Bearer TOKEN")
              .with("WWW-Authenticate", "Bearer realm=\"signet\""));
    }
  }

  /** Lets only a request through that carries the token; without one nobody may. */
  public void requireAdministrator(@Nullable String authorization) {
    if (expected.isEmpty()) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN_403,
          "models can be changed only where the service was started with --token");
    }
    require(authorization);
  }

  /** Compares digests in a time that says nothing about where they differ. */
  private boolean matches(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return false;
    }
    byte[] given = sha256(authorization.substring(SCHEME.length()).strip());
    return MessageDigest.isEqual(expected.orElseThrow(), given);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
