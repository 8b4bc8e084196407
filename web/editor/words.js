// Words in the cards of the editor.

/** Words in which backticks mark code. */
export function coded(into, words) {
  words.split("`").forEach((part, at) => {
    const piece = at % 2 ? element("code") : document.createTextNode("");
    piece.textContent = part;
    into.append(piece);
  });
  return into;
}

/** An element of a class. */
export function element(name, className = "") {
  const made = document.createElement(name);
  made.className = className;
  return made;
}
