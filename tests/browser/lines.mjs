// Several that ask one engine: each hears its own answers, whatever happens in between.
import assert from "node:assert/strict";
import { test } from "node:test";
import { guest, Hub, Line, Remote } from "../../web/boot/lines.js";

const READY = Uint8Array.of(0);
const soon = () => new Promise((done) => setTimeout(done, 5));

/** Workers that answer a call with the same bytes after a 1, as the engine does: one after the other. */
function engine({ starts = true } = {}) {
  const made = [];
  const make = () => {
    const worker = {
      ended: false,
      postMessage: (call) => setTimeout(() => worker.ended || (call[0] === 13 ? worker.onerror({ preventDefault() {} }) : worker.onmessage({ data: Uint8Array.of(1, ...call) }))),
      terminate: () => (worker.ended = true),
    };
    made.push(worker);
    setTimeout(() => worker.ended || (starts ? worker.onmessage({ data: READY }) : worker.onerror({ preventDefault() {} })));
    return worker;
  };
  return { make, made };
}

/** What the page is to a line: it asks the first call on hearing that the engine is ready. */
function asking(...calls) {
  const heard = [];
  const line = new Line(() => {}, () => {});
  const next = () => calls.length && line.postMessage(Uint8Array.of(calls.shift()));
  line.onmessage = ({ data }) => {
    if (data[0] === 1) heard.push(data[1]);
    next();
  };
  line.onerror = () => heard.push("failed");
  return { line, heard };
}

test("each line hears its own answers, those that wait for the engine too", async () => {
  const { make, made } = engine();
  const hub = new Hub(make);
  const [a, b] = [asking(1, 2, 3), asking(11, 12)];
  b.line.postMessage(Uint8Array.of(10));
  b.line.join(hub);
  a.line.join(hub);
  await soon();
  await soon();
  const late = asking(21);
  late.line.join(hub);
  await soon();
  assert.deepEqual([a.heard, b.heard, late.heard], [[1, 2, 3], [10, 11, 12], [21]]);
  assert.equal(made.length, 1);
});

test("a line of another frame goes through a port, and may change to an engine of its own", async () => {
  const [first, second] = [engine(), engine()];
  const { port1, port2 } = new MessageChannel();
  const hub = new Hub(first.make);
  guest(hub, port1);
  const far = asking(1, 2);
  far.line.join(new Remote(port2));
  while (far.heard.length < 2) await soon();
  assert.ok(far.line.isRemote);
  far.line.postMessage(Uint8Array.of(3));
  far.line.leave().join(new Hub(second.make));
  while (far.heard.length < 3) await soon();
  await soon();
  assert.deepEqual(far.heard, [1, 2, 3]);
  assert.ok(!far.line.isRemote);
});

test("a question that breaks the engine fails for the one who asked it", async () => {
  const { make, made } = engine();
  const hub = new Hub(make);
  const [bad, good] = [asking(13), asking(1)];
  bad.line.join(hub);
  good.line.join(hub);
  for (let at = 0; at < 10; at++) await soon();
  assert.deepEqual([bad.heard, good.heard, made.length], [["failed"], [1], 2]);
});

test("an engine that does not start is not started again by itself", async () => {
  const { make, made } = engine({ starts: false });
  const { line, heard } = asking(1);
  line.join(new Hub(make));
  for (let at = 0; at < 5; at++) await soon();
  assert.deepEqual([heard, made.length], [["failed"], 1]);
});
