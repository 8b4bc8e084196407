// What a word means, and what could stand at the cursor. The engine's tables know; here they are asked
// with the lines around the place, and shown as hover and as completion.
import { autocompletion, startCompletion } from "@codemirror/autocomplete";
import { hoverTooltip } from "@codemirror/view";
import { coded, element } from "./words.js";

/** So many characters before and behind a place are looked at. */
const AROUND = 100_000;

/** Hover and completion of a language; `know` is the page's side. */
export function knowledge(language, know) {
  if (language === "plain") return [];
  const ask = (question, state, pos) => asked(know, question, language, state.doc, pos);
  return [
    hoverTooltip((view, pos) => {
      const found = ask("hint", view.state, pos);
      return found && { pos: found.from, end: found.to, above: true, create: () => ({ dom: card(found.about) }) };
    }),
    autocompletion({ override: [source(ask)], icons: false, tooltipClass: () => "tc-choices" }),
  ];
}

function asked(know, question, language, doc, pos) {
  const from = doc.lineAt(Math.max(0, pos - AROUND)).from;
  const to = doc.lineAt(Math.min(doc.length, pos + AROUND)).to;
  // Lines of that length are data, not words.
  if (to - from > 4 * AROUND) return null;
  const answer = know(question, language, doc.sliceString(from, to), pos - from);
  if (!answer) return null;
  const found = JSON.parse(answer);
  return { ...found, from: from + found.from, to: from + found.to };
}

const source = (ask) => ({ state, pos, explicit }) => {
  const found = ask("choices", state, pos);
  if (!found) return null;
  const { from, to, choices } = found;
  const typed = state.sliceDoc(from, pos);
  const quoted = state.sliceDoc(Math.max(0, from - 1), from) === '"';
  // Where nothing is typed yet, or all of a word, Enter means a new line.
  if (!explicit && ((typed === "" && !quoted) || choices.some(({ label }) => label === typed))) return null;
  return { from, to, options: choices.map(option), validFor: /^[\w/.*+-]*$/ };
};

function option({ label, insert, back, detail, about }, rank) {
  const apply = (view, _option, from, to) => {
    view.dispatch({
      changes: { from, to, insert },
      selection: { anchor: from + insert.length - back },
      userEvent: "input.complete",
    });
    // What was chosen may have a value of few words.
    if (back || /\s$/.test(insert)) startCompletion(view);
  };
  // In the order of the tables, which is that of the documentation.
  const sortText = String(rank).padStart(4, "0");
  return { label, detail, apply, sortText, info: () => card(about) };
}

function card({ name, meaning, facts }) {
  const dom = element("div", "tc-card");
  dom.append(coded(element("p", "tc-name"), `\`${name}\``), coded(element("p"), meaning));
  const list = element("dl");
  for (const [label, value] of facts) {
    const term = element("dt");
    term.textContent = label;
    list.append(term, coded(element("dd"), value));
  }
  dom.append(list);
  return dom;
}
