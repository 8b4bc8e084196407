// Counts what should never happen once the page is sealed: requests, and attempts the policy refused.

/**
 * `requests` and `refused` are addresses, without what follows a `?` or `#`. `changes` are refusals of
 * what could not connect anywhere: an extension that adds a style makes one, and breaks no promise.
 */
export const traffic = { sealed: false, requests: [], refused: [], changes: [] };

/** What a refusal names in place of an address where there is none. */
const WITHOUT_ADDRESS = ["inline", "eval", "wasm-eval", "trusted-types-policy", "trusted-types-sink"];

/** Starts to count in the page. What came before is the load itself. */
export function watch() {
  traffic.sealed = true;
  observe(performance.now(), note);
}

/** What a worker saw, as its prelude tells it. */
export function note(kind, address) {
  const counted = kind === "refused" && WITHOUT_ADDRESS.includes(address) ? "changes" : kind;
  traffic[counted].push(address.split(/[?#]/)[0]);
  dispatchEvent(new CustomEvent("tfe-check-traffic"));
}

function observe(since, told) {
  const local = /^(blob|data):/;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (entry.startTime >= since && !local.test(entry.name)) told("requests", entry.name);
    }
  }).observe({ type: "resource", buffered: true });
  // Two policies hold, and each names what it refuses: that is one attempt.
  let last = {};
  addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, originalPolicy }) => {
    const what = `${effectiveDirective} ${blockedURI}`;
    const again = last.what === what && last.by !== originalPolicy;
    last = again ? {} : { what, by: originalPolicy };
    if (!again) told("refused", blockedURI);
  });
}
