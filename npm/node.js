// In Node: the WebAssembly is read from the package, once.
import { readFileSync } from "node:fs";

import { initSync } from "./init.js";

initSync({ module: readFileSync(new URL("./tfe-check.wasm", import.meta.url)) });

export { LanguageServer, can, check, explain, fix, rulePage, rules, schema, version } from "./init.js";
