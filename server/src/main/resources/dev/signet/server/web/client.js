// Talks to the service: /v1/models and /v1/predict.

let token = sessionStorage.getItem("signet-token") ?? "";

/** Remembers the token for this tab. */
export function useToken(value) {
  token = value.trim();
  sessionStorage.setItem("signet-token", token);
}

/** What the service says went wrong; status 0 where there was no answer. */
export class ServiceError extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

async function call(path, options = {}) {
  const headers = { ...options.headers };
  if (token) headers.Authorization = `Bearer ${token}`;
  let response;
  try {
    response = await fetch(path, { ...options, headers });
  } catch {
    throw new ServiceError(0, "");
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new ServiceError(response.status, body.detail ?? response.statusText);
  return body;
}

/** The cards of all models; the first answers by default. */
export const models = async () => (await call("v1/models")).models;

/** What a model says of one picture, a blob. */
export function predict(picture, model, explain) {
  const query = new URLSearchParams({ top_k: 10 });
  if (model) {
    query.set("model", model.name);
    query.set("version", model.version);
  }
  if (explain) query.set("explain", "gradcam");
  const headers = { "Content-Type": picture.type || "application/octet-stream" };
  return call(`v1/predict?${query}`, { method: "POST", body: picture, headers });
}
