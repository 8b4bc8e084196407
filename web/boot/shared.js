// One engine for all `<tfe-check>` elements of a page. The first frame that asks has it; the others send it their
// questions through a channel that element.js opens between two frames.
//
// That channel comes from the page around the frames, which never gets what a reader types: at the reader's first
// key, paste or drop a frame starts an engine of its own. Until then all that it asks is about a text that the
// page around it has given.
import { guest, Hub, Line, Remote } from "./lines.js";

/** So long the page around the frame may take to name an engine (milliseconds). */
const PATIENCE = 5_000;
/** Keys that change no text. */
const LOOKING = /^(Tab|Shift|Control|Alt|Meta|Escape|F\d+|Arrow.*|Page.*|Home|End)$/;

const lines = new Set();
let make;
let hub;
/** The reader has come, or another frame has failed: nothing goes to other frames any more. */
let closed = false;

/** What the page takes for its worker. `start` starts a real one. */
export function sharedWorker(start) {
  if (!make) listen();
  make = start;
  const line = new Line(() => lines.delete(line), close);
  lines.add(line);
  join(line);
  return line;
}

async function join(line) {
  const port = hub || closed ? undefined : await another();
  // In between the reader may have come, or a question of another frame.
  if (!lines.has(line)) return;
  line.join(port && !hub && !closed ? new Remote(port) : own());
}

function own() {
  hub ??= new Hub(make);
  return hub;
}

/** A port to the engine of another frame; nothing where this frame is the one that has it. */
function another() {
  return new Promise((done) => {
    const end = (port) => (heard.abort(), clearTimeout(late), done(port));
    const heard = new AbortController();
    const late = setTimeout(end, PATIENCE);
    const hear = ({ source, data, ports }) => source === parent && data?.type === "tfe-check:engine" && end(ports[0]);
    addEventListener("message", hear, heard);
    parent.postMessage({ type: "tfe-check:engine" }, "*");
  });
}

function listen() {
  addEventListener("message", ({ source, data, ports }) => {
    if (source !== parent) return;
    if (data?.type === "tfe-check:serve" && ports[0]) guest(own(), ports[0]);
    if (data?.type === "tfe-check:engine-gone") for (const line of remote()) join(line.leave());
  });
  const given = (event) => event.isTrusted && !LOOKING.test(event.key ?? "") && close();
  for (const type of ["keydown", "beforeinput", "input", "paste", "drop", "change"]) addEventListener(type, given, { capture: true });
}

/** From here on this frame asks no other one. */
function close() {
  closed = true;
  for (const line of remote()) line.leave().join(own());
}

function remote() {
  return [...lines].filter((line) => line.isRemote);
}
