// Puts the content security policy into the release page. While developing, trunk adds an inline
// script to the page to reload it, which the policy would refuse.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "worker-src 'self' blob:",
  "manifest-src blob:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

if (process.env.TRUNK_PROFILE === "release") {
  const file = join(process.env.TRUNK_STAGING_DIR, "index.html");
  const page = await readFile(file, "utf8");
  const first = /<meta charset="utf-8"\s*\/?>/i;
  if (!first.test(page)) throw new Error(`no place for the policy in ${file}`);
  const meta = `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`;
  // Where the documentation is, if it is anywhere: `cargo xtask build --docs ADDRESS`.
  const docs = process.env.TFE_CHECK_DOCS;
  const link = docs ? `<meta name="tfe-check-docs" content="${docs}">` : "";
  await writeFile(file, page.replace(first, (charset) => charset + meta + link));
}
