// Places as the page gives them, turned into offsets of a document.

/** The offset of a line and column; the nearest one that is there. */
export function at(doc, line, column) {
  const found = doc.line(Math.min(Math.max(line, 1), doc.lines));
  return Math.min(found.from + column, found.to);
}

/** The offsets of [line, column, endLine, endColumn]. */
export function span(doc, [line, column, endLine, endColumn]) {
  const from = at(doc, line, column);
  return { from, to: Math.max(from, at(doc, endLine, endColumn)) };
}

/** The line and column of an offset. */
export function placeOf(doc, offset) {
  const line = doc.lineAt(offset);
  return [line.number, offset - line.from];
}
