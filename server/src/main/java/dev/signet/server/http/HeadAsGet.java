package dev.signet.server.http;

import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;

/**
 * A HEAD that routes take for a GET: its answer then has the length of the body that a GET brings
 * (RFC 9110, section 9.3.2). Jetty itself keeps the body back.
 */
final class HeadAsGet extends Request.Wrapper {
  private static final String ATTRIBUTE = "dev.signet.head";

  private HeadAsGet(Request head) {
    super(head);
    head.setAttribute(ATTRIBUTE, true);
  }

  /** The request itself unless it is a HEAD. */
  static Request of(Request request) {
    return HttpMethod.HEAD.is(request.getMethod()) ? new HeadAsGet(request) : request;
  }

  static String attribute() {
    return ATTRIBUTE;
  }

  @Override
  public String getMethod() {
    return HttpMethod.GET.asString();
  }
}
