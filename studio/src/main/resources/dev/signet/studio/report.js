// The link to a run's report. Where the service wants a token a link cannot carry it, so the page
// fetches the report and offers it as a file.

import { hasToken, request } from "./service.js";

async function save(event) {
  if (!hasToken()) return;
  event.preventDefault();
  const blob = await (await request(event.currentTarget.href)).blob();
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = "report.html";
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Leads to the report of a run, if it has one. */
export function showReport(link, name, there) {
  link.hidden = !there;
  link.href = `v1/report?${new URLSearchParams({ name })}`;
  link.onclick = save;
}
