// The extension in a browser: the server is the npm package's WebAssembly, in a worker.
import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";

import { options, start } from "./client.js";

let stop;
let worker;

/** A new worker in place of the one before: the client that ends does not end its own. */
function work(address) {
  worker?.terminate();
  worker = address && new Worker(address);
  return worker;
}

export async function activate(context) {
  const address = vscode.Uri.joinPath(context.extensionUri, "dist", "server.js").toString(true);
  const make = () =>
    new LanguageClient("tfe-check", "tfe-check", options(), work(address));
  stop = await start(context, make);
}

export async function deactivate() {
  await stop?.();
  work();
}
