// Asks the service that a page comes from, with its token if it wants one.

const KEY = "signet-token";

/** A QR code brings the token behind the #, from where it goes into this tab's memory. */
const brought = new URLSearchParams(location.hash.slice(1)).get("token");
if (brought) {
  sessionStorage.setItem(KEY, brought);
  history.replaceState(null, "", location.pathname + location.search);
}

let token = sessionStorage.getItem(KEY) ?? "";

/** Remembers the token for this tab. */
export function useToken(value) {
  token = value.trim();
  sessionStorage.setItem(KEY, token);
}

/** What the service says went wrong; status 0 where there was no answer. */
export class ServiceError extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

/** The answer to a request, if it is a good one. */
export async function request(path, options = {}) {
  const headers = { "Accept-Language": document.documentElement.lang, ...options.headers };
  if (token) headers.Authorization = `Bearer ${token}`;
  let response;
  try {
    response = await fetch(path, { ...options, headers });
  } catch {
    throw new ServiceError(0, "");
  }
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  throw new ServiceError(response.status, problem.detail ?? response.statusText);
}

/** The JSON that answers a request. */
export const call = async (path, options) => (await request(path, options)).json();

/** Whether this tab has a token. */
export const hasToken = () => token !== "";
