// In a browser: the WebAssembly is fetched from where this module is. Nothing else is ever fetched.
import load from "./init.js";

await load({ module_or_path: new URL("./tfe-check.wasm", import.meta.url) });

export { LanguageServer, can, check, explain, fix, rulePage, rules, schema, version } from "./init.js";
