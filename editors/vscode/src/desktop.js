// The extension on a desktop: the server is the program tfe-check.
import * as vscode from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";

import { options, start } from "./client.js";

let stop;

export async function activate(context) {
  const make = () => {
    const command = vscode.workspace.getConfiguration("tfe-check").get("path") || "tfe-check";
    const server = { command, args: ["lsp"], transport: TransportKind.stdio };
    return new LanguageClient("tfe-check", "tfe-check", server, options());
  };
  try {
    stop = await start(context, make);
  } catch {
    vscode.window.showErrorMessage(
      "The program tfe-check does not start. Install it, or set its path in tfe-check.path.",
    );
  }
}

export async function deactivate() {
  await stop?.();
}
