package dev.signet.server.models;

import dev.signet.SignetException;

/** The models are being loaded. */
public final class NotReadyException extends SignetException {
  private static final long serialVersionUID = 1L;

  NotReadyException() {
    super("the models are being loaded; try again in a moment");
  }
}
