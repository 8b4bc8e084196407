// Stands behind the engine's glue in the worker's Blob. The first message is the compiled module;
// every later one is for the engine.
{
  const tell = (kind, address) => postMessage({ traffic: { kind, address } });
  const local = /^(blob|data):/;
  new PerformanceObserver((list) => {
    for (const { name } of list.getEntries()) if (!local.test(name)) tell("requests", name);
  }).observe({ type: "resource", buffered: true });
  addEventListener("securitypolicyviolation", (event) => tell("refused", event.blockedURI));
  addEventListener("message", (event) => initSync({ module: event.data }), { once: true });
}
