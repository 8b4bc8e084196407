//! What a text can be wrapped in.

/// One way to wrap a text.
pub(super) struct Wrapper {
    pub name: &'static str,
    pub wrap: fn(&str) -> String,
    /// Whether a line can be added and taken away.
    pub lines: bool,
}

const fn with_lines(name: &'static str, wrap: fn(&str) -> String) -> Wrapper {
    Wrapper { name, wrap, lines: true }
}

const fn within_lines(name: &'static str, wrap: fn(&str) -> String) -> Wrapper {
    Wrapper { name, wrap, lines: false }
}

pub(super) const WRAPPERS: [Wrapper; 34] = [
    with_lines("fence", |t| format!("```hcl\n{t}```\n")),
    with_lines("page", |t| format!("# Setup\n\nIt's easy.\n\n~~~\n{t}~~~\n\n- Thanks\n")),
    with_lines("list item", |t| format!("1. Do\n\n   ```\n{}   ```\n", indented(t, "   "))),
    with_lines("ticket", |t| format!("{{code:hcl}}\n{t}{{code}}\n")),
    with_lines("quoted mail", |t| each_line(t, |_, l| format!("> {l}"))),
    with_lines("old mail", |t| each_line(t, |_, l| format!(">{l}"))),
    with_lines("log of a container", |t| each_line(t, |_, l| format!("vault-1  | {l}"))),
    within_lines("table", |t| each_line(t, |_, l| format!("| {:<50} |\n", l.trim_end()))),
    within_lines("cat -n", |t| each_line(t, |n, l| format!("{n:6}\t{l}"))),
    within_lines("editor", |t| each_line(t, |n, l| format!("{n:3} | {l}"))),
    within_lines("glued numbers", |t| each_line(t, |n, l| format!("{n}{l}"))),
    within_lines("numbers between", |t| each_line(t, |n, l| format!("{n}\n{l}"))),
    within_lines("log", |t| each_line(t, |n, l| format!("2026-05-21T10:42:{n:02}.5Z {l}"))),
    with_lines("added lines", |t| each_line(t, |_, l| format!("+{l}"))),
    with_lines("ConfigMap", |t| {
        format!("apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n{}", indented(t, "    "))
    }),
    with_lines("answer", |t| format!("{{\"data\": {{\"policy\": {}}}}}\n", json(t))),
    with_lines("string", |t| format!("{}\n", json(t))),
    with_lines("escaped quotes", |t| t.replace('"', "\\\"")),
    with_lines("entities", entities),
    with_lines("quoted-printable", |t| {
        t.replace('=', "=3D").replace("hashicorp", "=68ashi=\ncorp=3D").replace("corp=3D", "corp")
    }),
    with_lines("colours", |t| t.replace('"', "\u{1b}[32m\"\u{1b}[0m")),
    with_lines("prompt", |t| format!("$ vault policy read tfe\n{t}bob@jump:~$ \n")),
    with_lines("plain heredoc", |t| format!("cat > a <<'EOF'\n{t}EOF\n")),
    with_lines("heredoc", |t| format!("cat > a <<EOF\n{}EOF\n", before(t, "\\`$"))),
    with_lines("here-string", |t| format!("vault policy write a - <<< '{t}'\n")),
    with_lines("echo in quotes", |t| {
        format!("# Write it.\necho \"{}\" > a\n", before(t, "\\\"`$"))
    }),
    with_lines("printf", |t| format!("printf '{}' > a\n", t.replace('\n', "\\n"))),
    with_lines("cell", |t| format!("id,text\n1,\"{}\"\n2,none\n", t.replace('"', "\"\""))),
    within_lines("column", |t| {
        each_line(t, |_, l| format!("\"{}\"\n", l.trim_end().replace('"', "\"\"")))
    }),
    within_lines("lines of Ansible", |t| {
        let lines: Vec<String> = t.lines().map(|l| format!("        {}", json(l))).collect();
        format!("ok: [vault] => {{\n    \"stdout_lines\": [\n{}\n    ]\n}}\n", lines.join(",\n"))
    }),
    within_lines("recording", |t| {
        let show = |l: &str| format!("[1.5, \"o\", {}]\n", json(&l.replace('\n', "\r\n")));
        let lines = each_line(t, |_, l| show(l));
        format!("{{\"version\": 2, \"width\": 80}}\n{lines}")
    }),
    within_lines("left of a bar", |t| each_line(t, |_, l| format!("{:<60}│ 1.5\n", l.trim_end()))),
    within_lines("right of a bar", |t| each_line(t, |_, l| format!("htop   │ {l}"))),
    with_lines("echo", |t| format!("echo '{t}' | vault policy write tfe -\n")),
];

/// Pages, in the languages in which they are written.
pub(super) const PAGES: [Wrapper; 8] = [
    with_lines("web page", |t| web_page(&format!("<pre><code>{}</code></pre>", entities(t)))),
    within_lines("highlighted", |t| {
        let lines =
            each_line(&entities(t), |_, l| format!("<span class=\"k\">{}</span>\n", l.trim_end()));
        web_page(&format!("<div><button>Copy</button><pre><span></span>{lines}</pre></div>"))
    }),
    within_lines("rows", |t| {
        let rows = each_line(&entities(t), |n, l| {
            format!("<tr><td>{n}</td><td>\n{}</td></tr>\n", l.trim_end())
        });
        web_page(&format!("<table>\n{rows}</table>"))
    }),
    with_lines("wiki", |t| {
        format!("<p>Look.</p><ac:plain-text-body><![CDATA[{t}]]></ac:plain-text-body>\n")
    }),
    with_lines("AsciiDoc", |t| {
        format!("= Set up\n\n.The file\n[source,hcl]\n----\n{t}----\n\nThat is all.\n")
    }),
    with_lines("reStructuredText", |t| {
        format!(
            "Set up\n======\n\n.. code-block:: hcl\n   :linenos:\n\n{}\nThat is all.\n",
            indented(t, "   ")
        )
    }),
    with_lines("indented Markdown", |t| {
        format!("# Set up\n\nThe file is this:\n\n{}\nThat is all.\n", indented(t, "    "))
    }),
    within_lines("notebook", |t| {
        let lines: Vec<String> = t.split_inclusive('\n').map(json).collect();
        format!(
            "{{\"cells\": [{{\"cell_type\": \"code\", \"source\": [{}]}}]}}\n",
            lines.join(",\n ")
        )
    }),
];

fn web_page(body: &str) -> String {
    let head = "<head><title>path \"a\" { }</title><script>if (a < b) { c() }</script></head>";
    format!(
        "<!DOCTYPE html>\n<html>{head}<body><p>Do <code>it</code>.</p>\n{body}<p>Thanks</p></body></html>\n"
    )
}

fn entities(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('"', "&quot;");
    text.replace('<', "&lt;").replace('>', "&gt;")
}

pub(super) fn each_line(text: &str, write: impl Fn(usize, &str) -> String) -> String {
    text.split_inclusive('\n').enumerate().map(|(at, line)| write(at + 1, line)).collect()
}

fn indented(text: &str, by: &str) -> String {
    each_line(
        text,
        |_, line| if line.trim().is_empty() { line.to_owned() } else { format!("{by}{line}") },
    )
}

fn json(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

/// A backslash before each of these.
fn before(text: &str, signs: &str) -> String {
    let each = |c: char| if signs.contains(c) { format!("\\{c}") } else { c.to_string() };
    text.chars().map(each).collect()
}
