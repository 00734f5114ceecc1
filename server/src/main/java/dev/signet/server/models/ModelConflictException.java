package dev.signet.server.models;

import dev.signet.SignetException;

/** A change that the models that are served do not allow now. */
public final class ModelConflictException extends SignetException {
  private static final long serialVersionUID = 1L;

  ModelConflictException(String message) {
    super(message);
  }
}
