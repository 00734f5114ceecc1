// Shows openapi.json: every operation with its parameters, bodies and answers.

const METHODS = ["get", "post", "put", "delete"];

function element(name, text, ...classes) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  made.classList.add(...classes);
  return made;
}

function list(title, entries, ...classes) {
  const definitions = element("dl", "", ...classes);
  for (const [term, meaning] of entries) {
    const name = document.createElement("dt");
    name.append(element("code", term));
    definitions.append(name, element("dd", meaning));
  }
  return entries.length ? [element("h3", title), definitions] : [];
}

function parameters(operation) {
  return (operation.parameters ?? []).map(({ name, in: where, schema, description }) => [
    name,
    `${where}, ${schema.enum?.join(" or ") ?? schema.type}. ${description}`,
  ]);
}

function resolve(api, node) {
  const [kind, name] = node.$ref?.split("/").slice(-2) ?? [];
  return name ? api.components[kind][name] : node;
}

function section(api, path, method, operation) {
  const made = document.createElement("section");
  const title = document.createElement("h2");
  title.append(element("span", method.toUpperCase(), "method", method), element("code", path));
  made.append(title, element("p", `${operation.summary}. ${operation.description}`));
  const bodies = Object.entries(operation.requestBody?.content ?? {}).map(([type, { schema }]) => [
    type,
    resolve(api, schema).description ?? "",
  ]);
  const answers = Object.entries(operation.responses).map(([status, response]) => [
    status,
    resolve(api, response).description,
  ]);
  made.append(
    ...list("Parameters", parameters(operation), "wide"),
    ...list("Body", bodies, "wide"),
    ...list("Answers", answers),
  );
  return made;
}

const api = await (await fetch("openapi.json")).json();
document.getElementById("about").textContent = api.info.description;
const sections = Object.entries(api.paths).flatMap(([path, operations]) =>
  METHODS.filter((method) => operations[method]).map((method) =>
    section(api, path, method, operations[method]),
  ),
);
document.getElementById("operations").replaceChildren(...sections);
