// The first screen before the engine is there: what is typed, pasted, dropped or chosen until then is kept
// in the page, and handed over when the engine takes the screen. It is not looked at before.

const listening = new AbortController();
let files;
/** The last paste over the whole field, with the line ends that a textarea does not keep. */
let pasted;

/** Listens until {@link handOver}. */
export function watchEarly() {
  const { signal } = listening;
  const listen = (name, hear) => addEventListener(name, hear, { signal, capture: true });
  listen("paste", keepPaste);
  listen("dragover", (event) => carriesFiles(event) && event.preventDefault());
  listen("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    keepFiles(event.dataTransfer.files);
  });
  listen("change", ({ target }) => target.matches?.("[data-early-files]") && keepFiles(target.files));
}

/** What was given so far, once: the text with its selection, and the files. */
export function handOver() {
  const field = place();
  listening.abort();
  if (!field) return { text: "", from: 0, to: 0, files };
  const own = pasted !== undefined && pasted.replace(/\r\n?/g, "\n") === field.value;
  return { text: own ? pasted : field.value, from: field.selectionStart, to: field.selectionEnd, files };
}

function place() {
  return document.getElementById("early-text");
}

/** A paste goes into the field, wherever on the page it happens. */
function keepPaste(event) {
  const text = event.clipboardData?.getData("text/plain");
  const field = place();
  if (!text || !field) return;
  if (event.target === field) {
    if (field.selectionStart === 0 && field.selectionEnd === field.value.length) pasted = text;
    return;
  }
  event.preventDefault();
  pasted = field.value === "" ? text : undefined;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.focus();
}

function keepFiles(chosen) {
  if (!chosen?.length) return;
  files = chosen;
  const names = Array.from(chosen, (file) => file.name).join(", ");
  const said = document.querySelector(".early [role=status]");
  if (said) said.textContent = `Loading the checker. Waiting to be checked: ${names}.`;
}

function carriesFiles(event) {
  return event.dataTransfer?.types.includes("Files");
}
