// Counts what should never happen once the page is sealed: requests, and attempts the policy refused.

/** `requests` and `refused` are addresses, without what follows a `?` or `#`. */
export const traffic = { sealed: false, requests: [], refused: [] };

/** Starts to count in the page. What came before is the load itself. */
export function watch() {
  traffic.sealed = true;
  observe(performance.now(), note);
}

/** What a worker saw, as its prelude tells it. */
export function note(kind, address) {
  traffic[kind].push(address.split(/[?#]/)[0]);
  dispatchEvent(new CustomEvent("tfe-check-traffic"));
}

function observe(since, told) {
  const local = /^(blob|data):/;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.startTime >= since && !local.test(entry.name)) told("requests", entry.name);
    }
  }).observe({ type: "resource", buffered: true });
  addEventListener("securitypolicyviolation", (event) => told("refused", event.blockedURI));
}
