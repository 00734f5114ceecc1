// Follows a stream of server-sent events. EventSource cannot send a token, so this reads the stream
// itself; like EventSource it comes back by itself, and the stream then says all there is anew.

import { request } from "./service.js";

const SILENCE = 25_000; // milliseconds; the service says something every ten seconds
const PAUSES = [500, 1000, 2000, 4000];

const sleep = (time) => new Promise((resolve) => setTimeout(resolve, time));

/** Events as they come in: their name and their data. */
async function* events(response, alive) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (let { value, done } = await reader.read(); !done; { value, done } = await reader.read()) {
    alive();
    const blocks = (text + value).split("\n\n");
    text = blocks.pop();
    for (const block of blocks) {
      const event = { name: "message", data: "" };
      for (const line of block.split("\n")) {
        const colon = line.indexOf(":");
        const content = line.slice(colon + 1).trim();
        if (line.startsWith("event:")) event.name = content;
        if (line.startsWith("data:")) event.data += content;
      }
      if (event.data) yield event;
    }
  }
}

async function once(path, take, tell) {
  const stop = new AbortController();
  let alarm;
  const alive = () => {
    clearTimeout(alarm);
    alarm = setTimeout(() => stop.abort(), SILENCE);
  };
  alive();
  try {
    const headers = { Accept: "text/event-stream" };
    const response = await request(path, { headers, signal: stop.signal, cache: "no-store" });
    tell("live");
    for await (const { name, data } of events(response, alive)) {
      if (name === "end") return true;
      take(name, JSON.parse(data));
    }
    return false;
  } finally {
    clearTimeout(alarm);
  }
}

/**
 * Follows until a stream says that there will be no more.
 *
 * @param take is given the name and the content of each event
 * @param tell is told how it is: live, lost, ended or refused, the latter with the error; it says
 *     whether that is the end
 */
export async function follow(path, take, tell) {
  for (let failures = 0; ; failures++) {
    const began = Date.now();
    try {
      const ended = await once(path, take, tell);
      if (tell(ended ? "ended" : "lost")) return;
    } catch (error) {
      if (tell(error.status > 0 ? "refused" : "lost", error)) return;
    }
    if (Date.now() - began > SILENCE) failures = 0;
    await sleep(PAUSES[Math.min(failures, PAUSES.length - 1)]);
  }
}
