// As much of VS Code as the extension touches, in Node.
import { createRequire } from "node:module";
import Module from "node:module";
import { Worker as Thread } from "node:worker_threads";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

class Emitter {
  #listeners = new Set();
  event = (listener) => {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  };
  fire(value) {
    for (const listener of [...this.#listeners]) listener(value);
  }
  dispose() {}
}

class Position {
  constructor(line, character) {
    Object.assign(this, { line, character });
  }
}
class Range {
  constructor(start, end, endLine, endCharacter) {
    this.start = typeof start === "number" ? new Position(start, end) : start;
    this.end = typeof start === "number" ? new Position(endLine, endCharacter) : end;
  }
}
class Diagnostic {
  constructor(range, message, severity) {
    Object.assign(this, { range, message, severity });
  }
}
class Uri {
  constructor(text) {
    this.text = text;
    [, this.scheme, this.path] = /^([^:]*):(.*)$/.exec(text);
    this.fsPath = this.path.replace(/^\/\//, "");
  }
  toString() {
    return this.text;
  }
  static parse(text) {
    return new Uri(text);
  }
  static file(path) {
    return new Uri(`file://${path}`);
  }
  static joinPath(base, ...parts) {
    return new Uri([base.text.replace(/\/$/, ""), ...parts].join("/"));
  }
}

class CancellationTokenSource {
  token = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) };
  cancel() {}
  dispose() {}
}

/** A kind of code action. */
function kind(value) {
  return { value, append: (more) => kind(value ? `${value}.${more}` : more) };
}

/** What is not written here: classes to be extended, functions that give something to dispose of. */
function anything(name) {
  if (/^[A-Z]/.test(name)) return class {};
  if (/^on[A-Z]/.test(name)) return () => ({ dispose() {} });
  return () => ({ dispose() {} });
}
const open = (known) =>
  new Proxy(known, { get: (own, name) => (name in own ? own[name] : anything(String(name))) });

/** A VS Code with one folder and some settings. */
export function vscode(settings = {}) {
  const opened = new Emitter();
  const changed = new Emitter();
  const configured = new Emitter();
  const shown = new Map();
  const waiting = [];
  const collection = {
    name: "tfe-check",
    set(uri, list) {
      shown.set(String(uri), list);
      for (const look of [...waiting]) look();
    },
    delete: (uri) => shown.delete(String(uri)),
    clear: () => shown.clear(),
    forEach: (each) => shown.forEach((list, uri) => each(Uri.parse(uri), list)),
    get: (uri) => shown.get(String(uri)),
    has: (uri) => shown.has(String(uri)),
    dispose() {},
  };
  const providers = {};
  const documents = [];
  const remember = (kind) => (selector, provider) => {
    providers[kind] = provider;
    return { dispose() {} };
  };
  const messages = [];
  const workspace = open({
    textDocuments: documents,
    notebookDocuments: [],
    workspaceFolders: [],
    onDidOpenTextDocument: opened.event,
    onDidChangeTextDocument: changed.event,
    onDidChangeConfiguration: configured.event,
    getConfiguration: () => ({ get: (name) => settings[name], inspect() {} }),
    registerTextDocumentContentProvider: (scheme, provider) => remember(scheme)(null, provider),
    isTrusted: true,
  });
  const api = open({
    version: "1.96.0",
    env: { language: "en", appName: "stub", appHost: "desktop", uriScheme: "vscode" },
    Position,
    Range,
    Diagnostic,
    Uri,
    EventEmitter: Emitter,
    CancellationTokenSource,
    workspace,
    languages: open({
      createDiagnosticCollection: () => collection,
      match: () => 10,
      registerCodeActionsProvider: remember("actions"),
      registerHoverProvider: remember("hover"),
    }),
    window: open({
      createOutputChannel: () => open({ appendLine: (line) => messages.push(line), append: (line) => messages.push(line) }),
      showErrorMessage: async (message) => messages.push(message),
      showWarningMessage: async (message) => messages.push(message),
      visibleTextEditors: [],
      tabGroups: { all: [], onDidChangeTabs: () => ({ dispose() {} }) },
    }),
    commands: open({}),
    DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
    DiagnosticTag: { Unnecessary: 1, Deprecated: 2 },
    CodeActionKind: open({ Empty: kind(""), QuickFix: kind("quickfix") }),
    CompletionItemKind: {},
    SymbolKind: {},
    SymbolTag: {},
    CompletionItemTag: {},
    FileType: {},
    TextDocumentSaveReason: {},
    CompletionTriggerKind: {},
    CodeActionTriggerKind: {},
    SignatureHelpTriggerKind: {},
    LogLevel: {},
  });
  return {
    api,
    messages,
    providers,
    /** Opens a text, as a person does. */
    open(uri, text) {
      const document = { uri: Uri.parse(uri), languageId: "hcl", version: 1, isClosed: false, getText: () => text };
      documents.push(document);
      opened.fire(document);
      return document;
    },
    /** Waits for the problems of a text. */
    problems(uri) {
      return new Promise((resolve, reject) => {
        const end = setTimeout(() => reject(new Error(`no problems: ${messages.join("\n")}`)), 30_000);
        const look = () => {
          if (!shown.has(uri)) return;
          clearTimeout(end);
          resolve(shown.get(uri));
        };
        waiting.push(look);
        look();
      });
    },
  };
}

/** Loads a bundle that asks for the module `vscode`. */
export function load(bundle, api) {
  const resolve = Module._resolveFilename;
  Module._resolveFilename = (name, ...rest) => (name === "vscode" ? "vscode" : resolve(name, ...rest));
  const require = createRequire(import.meta.url);
  require.cache.vscode = { id: "vscode", filename: "vscode", loaded: true, exports: api };
  delete require.cache[bundle];
  const loaded = require(bundle);
  Module._resolveFilename = resolve;
  return loaded;
}

/** A worker of a browser, made of a thread. */
export class Worker {
  #thread;
  /** The client takes whichever way the worker has. */
  addEventListener(name, listener) {
    this[`on${name}`] = listener;
  }
  constructor(address) {
    const code = readFileSync(fileURLToPath(address), "utf8");
    const head =
      'const { parentPort } = require("node:worker_threads"); globalThis.self = globalThis;' +
      "self.postMessage = (data) => parentPort.postMessage(data);" +
      'parentPort.on("message", (data) => self.onmessage({ data }));\n';
    this.#thread = new Thread(head + code, { eval: true });
    this.#thread.on("message", (data) => this.onmessage?.({ data }));
    this.#thread.on("error", (error) => this.onerror?.(error));
  }
  postMessage(data) {
    this.#thread.postMessage(data);
  }
  terminate() {
    return this.#thread.terminate();
  }
}
