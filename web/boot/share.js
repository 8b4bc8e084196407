// Texts as a part of an address, and back: packed by the browser, without a connection.

/** More than that is not unpacked (bytes): a short address can be a very long text. */
const MOST = 10 << 20;

/** Texts, each with its name and kind, as letters that an address may have. */
export async function pack(files) {
  const packed = new Blob([JSON.stringify(files)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  const letters = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return letters.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** What {@link pack} made letters of; fails for all else. */
export async function unpack(letters) {
  const bytes = Uint8Array.from(atob(letters.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const parts = [];
  let size = 0;
  for await (const part of chunks(plain.getReader())) {
    size += part.length;
    if (size > MOST) throw new Error("too long");
    parts.push(part);
  }
  const files = JSON.parse(await new Blob(parts).text());
  const whole = (file) => Array.isArray(file) && file.length === 3 && file.every((part) => typeof part === "string");
  if (!Array.isArray(files) || !files.every(whole)) throw new Error("not texts");
  return files;
}

/** Not every browser gives the parts of a stream one by one by itself. */
async function* chunks(reader) {
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}
