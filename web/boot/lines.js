// How several ask one engine: a line for each, and a hub that has the worker.
//
// A call and a signal are arrays of bytes; the first byte of a signal is its kind, as crates/protocol numbers them.
const READY = 0;
const REPLY = 1;

/** What the page takes for a worker of its own. What it leads to may change in between, and nothing is lost. */
export class Line {
  onmessage = null;
  onerror = null;
  #way;
  #calls = [];
  #ready = false;
  #ended;
  #lost;

  /** `ended` hears of its end; `lost` when the page gives up on an engine that is elsewhere. */
  constructor(ended, lost) {
    this.#ended = ended;
    this.#lost = lost;
  }

  get isRemote() {
    return this.#way instanceof Remote;
  }

  /** Leads to `way` from now on, with what is not answered. */
  join(way) {
    this.#way = way;
    // First these: what is asked on hearing that the engine is ready comes after them.
    for (const call of this.#calls) way.ask(this, call);
    way.enter(this);
  }

  /** Leads nowhere until it joins another way. */
  leave() {
    this.#way?.leave(this);
    this.#way = undefined;
    return this;
  }

  postMessage(call) {
    this.#calls.push(call);
    this.#way?.ask(this, call);
  }

  terminate() {
    const elsewhere = this.isRemote;
    this.leave();
    this.#ended();
    if (elsewhere) this.#lost();
  }

  /** A signal from the engine. The page hears once that there is one. */
  hear(signal) {
    if (signal[0] === READY && this.#ready) return;
    if (signal[0] === READY) this.#ready = true;
    if (signal[0] === REPLY) this.#calls.shift();
    this.onmessage?.({ data: signal });
  }

  /** The engine broke, at this line's question or before it was ready. */
  fail() {
    this.#calls = [];
    this.onerror?.({ preventDefault() {} });
  }
}

/** A worker, and who asks it. It answers in the order in which it was asked. */
export class Hub {
  #make;
  #worker;
  #ready;
  #lines = new Set();
  #asked = [];

  constructor(make) {
    this.#make = make;
  }

  enter(line) {
    this.#lines.add(line);
    if (!this.#worker) this.#start();
    if (this.#ready) line.hear(this.#ready);
  }

  ask(line, call) {
    this.#asked.push({ line, call });
    if (this.#ready) this.#worker.postMessage(call);
  }

  /** What a line that leaves has asked is given up, and the worker with it, if it may be at work on that. */
  leave(line) {
    this.#lines.delete(line);
    const asked = this.#asked.filter((one) => one.line === line).length;
    this.#asked = this.#asked.filter((one) => one.line !== line);
    if (asked > 0) this.#start();
  }

  #start() {
    this.#worker?.terminate();
    this.#ready = undefined;
    const worker = (this.#worker = this.#make());
    worker.onmessage = ({ data }) => data instanceof Uint8Array && this.#heard(data);
    worker.onerror = (event) => (event.preventDefault(), this.#broke());
  }

  #heard(signal) {
    if (signal[0] === READY) {
      // First these: a line that hears of it asks at once.
      for (const { call } of this.#asked) this.#worker.postMessage(call);
      this.#ready = signal;
      for (const line of [...this.#lines]) line.hear(signal);
    } else if (signal[0] === REPLY) {
      this.#asked.shift()?.line.hear(signal);
    } else {
      this.#asked[0]?.line.hear(signal);
    }
  }

  #broke() {
    if (this.#ready) {
      const hit = this.#asked.shift();
      this.#start();
      hit?.line.fail();
      return;
    }
    // It does not even start: those who ask decide whether to try again.
    const lines = [...this.#lines];
    this.#worker.terminate();
    this.#worker = undefined;
    this.#lines.clear();
    this.#asked = [];
    for (const line of lines) line.fail();
  }
}

/** A line of another frame, at the hub. */
export function guest(hub, port) {
  const line = {
    hear: (signal) => port.postMessage({ signal }),
    fail: () => port.postMessage({ failed: true }),
  };
  port.onmessage = ({ data }) => {
    if (data.call instanceof Uint8Array) hub.ask(line, data.call);
    if (data.left) (hub.leave(line), port.close());
  };
  hub.enter(line);
}

/** A hub in another frame, at the line. */
export class Remote {
  #port;

  constructor(port) {
    this.#port = port;
  }

  enter(line) {
    this.#port.onmessage = ({ data }) => {
      if (data.signal instanceof Uint8Array) line.hear(data.signal);
      if (data.failed) line.fail();
    };
  }

  ask(_line, call) {
    this.#port.postMessage({ call });
  }

  leave() {
    this.#port.postMessage({ left: true });
    this.#port.close();
  }
}
