package dev.signet.server.http;

import io.javalin.security.RouteRole;

/** Who may use a route. A route without one is for everybody. */
public enum Access implements RouteRole {
  /** Who has the token, if one is asked for. */
  USER,
  /** Who has the token; nobody where none is asked for. */
  ADMINISTRATOR
}
