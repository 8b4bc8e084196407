// The worker of the extension in a browser: each message that comes is answered by the WebAssembly.
import { LanguageServer, initSync } from "tfe-check/init";
import module from "tfe-check/tfe-check.wasm";

initSync({ module });
const server = new LanguageServer();
let isAboutToCheck = false;

function post(messages) {
  for (const message of JSON.parse(messages)) self.postMessage(message);
}

self.onmessage = ({ data }) => {
  post(server.receive(JSON.stringify(data)));
  if (isAboutToCheck) return;
  isAboutToCheck = true;
  // Messages that are here already come first: what is typed quickly is checked once.
  setTimeout(() => {
    isAboutToCheck = false;
    post(server.check());
  });
};
