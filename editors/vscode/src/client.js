// What the extension does on a desktop and in a browser alike.
import * as vscode from "vscode";

/** The scheme of the pages of rules, which the server writes. */
const PAGES = "tfe-check-rule";

/** The server is silent about files that it does not check, so it may see all that could be one. */
const FILES = "**/*.{hcl,tf,tfvars,tofu,tftpl,yaml,yml,json,sh,bash,zsh,ksh,ps1,env,cfg,conf,txt,log,policy,tpl,tmpl,gotmpl,template,j2}";

/** What the server gets of the settings. An empty one is not set. */
function settings() {
  const own = vscode.workspace.getConfiguration("tfe-check");
  const set = (name) => own.get(name) || undefined;
  return {
    tfe: set("tfe") ?? "",
    chart: set("chart") ?? "",
    vault: set("vault") ?? "",
    rulePages: set("rulePages") ?? `${PAGES}:{rule}.md`,
  };
}

/** The options of the client, for both kinds of server. */
export function options() {
  return {
    documentSelector: [{ pattern: FILES }, { scheme: "untitled" }],
    initializationOptions: settings(),
    diagnosticCollectionName: "tfe-check",
  };
}

/**
 * Starts a client and what belongs to it.
 * `make` gives a new client each time it is called.
 */
export async function start(context, make) {
  let client = make();
  const settingsChanged = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration("tfe-check")) {
      client.sendNotification("workspace/didChangeConfiguration", { settings: settings() });
    }
  });
  const pages = vscode.workspace.registerTextDocumentContentProvider(PAGES, {
    async provideTextDocumentContent(uri, token) {
      const rule = uri.path.replace(/\.md$/, "");
      const page = await client.sendRequest("tfe-check/rulePage", { rule }, token);
      return page.markdown;
    },
  });
  const restart = vscode.commands.registerCommand("tfe-check.restart", async () => {
    await client.stop();
    client = make();
    await client.start();
  });
  context.subscriptions.push(settingsChanged, pages, restart, { dispose: () => client.stop() });
  await client.start();
  return () => client.stop();
}
