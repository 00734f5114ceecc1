// Talks to the service: /v1/models and /v1/predict.

import { call } from "./service.js";

/** The cards of all models; the first answers by default. */
export const models = async () => (await call("v1/models")).models;

/** What a model says of one picture, a blob; without a version the current one is asked. */
export function predict(picture, model, explain, signal) {
  const query = new URLSearchParams({ top_k: 10 });
  if (model) query.set("model", model.name);
  if (model?.version) query.set("version", model.version);
  if (explain) query.set("explain", "gradcam");
  const headers = { "Content-Type": picture.type || "application/octet-stream" };
  return call(`v1/predict?${query}`, { method: "POST", body: picture, headers, signal });
}
