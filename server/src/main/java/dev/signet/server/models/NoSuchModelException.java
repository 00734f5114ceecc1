package dev.signet.server.models;

import dev.signet.SignetException;

/** No model of that name or version is served. */
public final class NoSuchModelException extends SignetException {
  private static final long serialVersionUID = 1L;

  NoSuchModelException(String message) {
    super(message);
  }
}
