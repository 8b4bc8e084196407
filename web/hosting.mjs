// What a static server is told: one policy, in three servers' words.

/** The files by name. `policy` is the one of the page; as a header it is the same. */
export function headers(policy) {
  const own = { "Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer" };
  // embed.html has a policy of its own inside, and is there to be framed by others.
  const framed = { "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer" };
  const shared = { "X-Content-Type-Options": "nosniff" };
  const KEEP = { "Cache-Control": "public, max-age=31536000, immutable" };
  const ASK = { "Cache-Control": "no-cache" };
  const netlify = (path, all) => `${path}\n${Object.entries(all).map(([name, value]) => `  ${name}: ${value}\n`).join("")}`;
  return {
    _headers: [
      "# Netlify and Cloudflare Pages. Below a path of your own, put it before each path.\n",
      netlify("/", { ...own, ...ASK }),
      netlify("/index.html", { ...own, ...ASK }),
      netlify("/embed.html", { ...framed, ...ASK }),
      netlify("/element.js", { ...shared, ...ASK }),
      netlify("/sw.js", { "Content-Security-Policy": "default-src 'none'; connect-src 'self'", ...ASK }),
      netlify("/app-*", KEEP),
      netlify("/boot-*", KEEP),
      netlify("/editor-*", KEEP),
      netlify("/assets/*", KEEP),
    ].join("\n"),
    "hosting/nginx.conf": nginx(own, framed, shared),
    "hosting/apache.conf": apache(own, framed, shared),
  };
}

function nginx(own, framed, shared) {
  const add = (all) => Object.entries(all).map(([name, value]) => `    add_header ${name} "${value}" always;\n`).join("");
  const location = (match, all) => `  location ${match} {\n${add(all)}  }\n`;
  return `# The folder is served below /tfe-check/. Put this inside a server block, and the folder where root says.
location /tfe-check/ {
  alias /var/www/tfe-check/;
  index index.html;
  gzip_static on;     # the .gz files beside the others; brotli_static on; where the module is there
  types {
    text/html html; text/css css; text/javascript js; application/wasm wasm; application/json json;
  }
${location("= /tfe-check/embed.html", { ...framed, "Cache-Control": "no-cache" })}${location("= /tfe-check/element.js", { ...shared, "Cache-Control": "no-cache" })}${location("= /tfe-check/sw.js", { "Content-Security-Policy": "default-src 'none'; connect-src 'self'", "Cache-Control": "no-cache" })}${location('~ "^/tfe-check/(app|boot|editor)-[0-9a-f]+|^/tfe-check/assets/"', { "Cache-Control": "public, max-age=31536000, immutable" })}${add({ ...own, "Cache-Control": "no-cache" }).replaceAll(/^ {4}/gm, "  ")}}
`;
}

function apache(own, framed, shared) {
  const set = (all, indent = "  ") => Object.entries(all).map(([name, value]) => `${indent}Header always set ${name} "${value}"\n`).join("");
  return `# Needs mod_headers; mod_rewrite for the compressed files. Put it into .htaccess in the folder, or a Directory block.
AddType application/wasm .wasm
AddType text/javascript .js
${set({ ...own, "Cache-Control": "no-cache" }, "")}
<Files "embed.html">
  Header always unset Content-Security-Policy
${set(framed)}</Files>
<Files "element.js">
${set(shared)}</Files>
<Files "sw.js">
${set({ "Content-Security-Policy": "default-src 'none'; connect-src 'self'" })}</Files>
<FilesMatch "^(app|boot|editor|rules)-[0-9a-f]+">
${set({ "Cache-Control": "public, max-age=31536000, immutable" })}</FilesMatch>

<IfModule mod_rewrite.c>
  RewriteEngine On
  RewriteCond %{HTTP:Accept-Encoding} \\bgzip\\b
  RewriteCond %{REQUEST_FILENAME}.gz -f
  RewriteRule ^(.+)\\.(css|html|js|json|wasm)$ $1.$2.gz [L]
  <FilesMatch "\\.gz$">
    Header always set Content-Encoding gzip
  </FilesMatch>
  AddType text/css .css.gz
  AddType text/html .html.gz
  AddType text/javascript .js.gz
  AddType application/json .json.gz
  AddType application/wasm .wasm.gz
</IfModule>
`;
}
