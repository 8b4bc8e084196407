//! Neighbors in the sources of pages, in mails and chats: each is checked where it is, and the page around it never is.

use tfe_check::{Document, Options, Severity, check};

/// A file, and the rule that is to be found in it; nothing where it works.
const FILES: [(&str, Option<&str>); 9] = [
    (MANIFEST, Some("secret-data-not-base64")),
    (BACKEND, Some("backend-atlas-removed")),
    (VARIABLES, Some("run-variable-misspelt")),
    (ROLE, Some("jwt-subject-needs-glob")),
    (SETTINGS, Some("replicated-setting-misspelt")),
    (COMMAND, Some("approle-secret-id-ends")),
    (LOG, Some("startup-check-failed")),
    (WORKING_ROLE, None),
    (WORKING_VARIABLES, None),
];

const MANIFEST: &str = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: vault-snapshot\ndata:\n  VAULT_ADDR: https://vault.acme.net:8200\n";

const BACKEND: &str = "terraform {\n  backend \"atlas\" {\n    name    = \"acme/network\"\n    address = \"https://tfe.acme.net\"\n  }\n}\n";

const VARIABLES: &str = "TFC_VAULT_PROVIDER_AUTH=true\nTFC_VAULT_ADDR=https://vault.acme.net:8200\nTFC_VAULT_RUN_ROLL=runs\n";

const WORKING_VARIABLES: &str = "TFC_VAULT_PROVIDER_AUTH=true\nTFC_VAULT_ADDR=https://vault.acme.net:8200\nTFC_VAULT_RUN_ROLE=runs\n";

const ROLE: &str = r#"{
  "role_type": "jwt",
  "policies": ["runs"],
  "bound_audiences": ["vault.workload.identity"],
  "bound_claims": {"sub": "organization:acme:project:Default Project:workspace:network:run_phase:*"},
  "user_claim": "terraform_full_workspace"
}
"#;

const WORKING_ROLE: &str = r#"{
  "role_type": "jwt",
  "policies": ["runs"],
  "bound_audiences": ["vault.workload.identity"],
  "bound_claims_type": "glob",
  "bound_claims": {"sub": "organization:acme:project:Default Project:workspace:network:run_phase:*"},
  "user_claim": "terraform_full_workspace"
}
"#;

const SETTINGS: &str = r#"{
  "hostname": {"value": "tfe.acme.net"},
  "production_type": {"value": "external"},
  "pg_netloc": {"value": "pg.acme.net:5432"},
  "pg_dbname": {"value": "tfe"},
  "pg_usr": {"value": "tfe"},
  "pg_password": {"value": "5e3-Yt"},
  "enc_password": {"value": "8f1-Zq"}
}
"#;

const COMMAND: &str =
    "vault write auth/approle/role/tfe token_policies=tfe token_period=24h secret_id_ttl=24h\n";

const LOG: &str = "2026-02-03T10:42:11.123Z [ERROR] terraform-enterprise: startup: error=\"check failed: name=database err=connection refused\"\n2026-02-03T10:42:12.000Z [INFO]  terraform-enterprise: exiting\n";

fn entities(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('"', "&quot;");
    text.replace('<', "&lt;").replace('>', "&gt;")
}

fn web_page(body: &str) -> String {
    let head = "<head><meta charset=\"utf-8\"><title>Set up</title>\n<style>a { color: red }</style></head>";
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n{head}\n<body>\n<ul><li><a href=\"/\">Home</a></li></ul>\n<p>Do this, then wait.</p>\n{body}\n<p>It is ready.</p>\n</body>\n</html>\n"
    )
}

fn indented(text: &str) -> String {
    text.split_inclusive('\n').map(|line| format!("    {line}")).collect()
}

fn lines_of_code(text: &str, line: impl Fn(usize, &str) -> String) -> String {
    text.lines().enumerate().map(|(at, text)| line(at + 1, &entities(text))).collect()
}

/// A name, and what it makes of a text.
type Page = (&'static str, fn(&str) -> String);

const PAGES: [Page; 15] = [
    ("pre", |t| web_page(&format!("<pre><code class=\"x\">{}</code></pre>", entities(t)))),
    ("numbers next to it", |t| {
        let numbers: String = (1..=t.lines().count()).map(|n| format!("{n}\n")).collect();
        web_page(&format!(
            "<table><tr><td><pre>{numbers}</pre></td><td><pre>{}</pre></td></tr></table>",
            entities(t)
        ))
    }),
    ("rows", |t| {
        let row = |n: usize, line: &str| {
            format!(
                "<tr>\n<td id=\"L{n}\" data-line-number=\"{n}\"></td>\n<td>{line}</td>\n</tr>\n"
            )
        };
        web_page(&format!("<table>\n{}</table>", lines_of_code(t, row)))
    }),
    ("lines in elements", |t| {
        let line =
            |_: usize, line: &str| format!("<span class=\"line\"><span>{line}</span><br></span>");
        web_page(&format!(
            "<pre><code>{}</code></pre><button>Copy</button>",
            lines_of_code(t, line)
        ))
    }),
    ("line breaks in a sentence", |t| {
        let line = |_: usize, line: &str| format!("{}<br>\n", line.replace("  ", "&nbsp;&nbsp;"));
        web_page(&format!("<p>{}</p>", lines_of_code(t, line)))
    }),
    ("wiki", |t| {
        format!("<p>Ask first.</p><ac:plain-text-body><![CDATA[{t}]]></ac:plain-text-body>\n")
    }),
    ("AsciiDoc", |t| {
        format!("= Set up\n\nDo this.\n\n[source,yaml]\n----\n{t}----\n\nNOTE: Wait.\n")
    }),
    ("reStructuredText", |t| {
        format!(
            "Set up\n======\n\n.. code-block:: yaml\n   :linenos:\n\n{}\nIt is ready.\n",
            indented(t)
        )
    }),
    ("ticket", |t| {
        format!(
            "h2. Problem\n\nIt does not start.\n\n{{code:yaml|title=the file}}\n{t}{{code}}\n\nCan you look?\n"
        )
    }),
    ("notebook", |t| {
        let lines: Vec<String> =
            t.split_inclusive('\n').map(|l| serde_json::to_string(l).unwrap()).collect();
        format!(
            "{{\n \"cells\": [\n  {{\n   \"cell_type\": \"code\",\n   \"source\": [\n{}\n   ]\n  }}\n ]\n}}\n",
            lines.join(",\n")
        )
    }),
    ("head of a mail", |t| {
        format!(
            "From: Kim <kim@acme.net>\nTo: ops@acme.net\nSubject: It fails\nDate: Tue, 3 Feb 2026 10:42:11 +0100\n\nHi all,\n\nthis is what I have:\n\n{t}\n-- \nKim\n"
        )
    }),
    ("quoted mail", |t| {
        let quoted: String = t.lines().map(|line| format!("> {line}\n")).collect();
        format!("Hi all,\n\nthis is what you have:\n\n{quoted}\nIs it right?\n")
    }),
    ("chat", |t| format!("[10:42 AM] Smith, Alex\n{t}\n[10:44 AM] Lee, Kim\nwhich version?\n")),
    ("below a name", |t| format!("Alex Smith\n  10:42 AM\ncan you look at this\n10:42\n{t}")),
    ("outside of the blocks", |t| {
        format!(
            "# Set up\n\nLook first:\n\n```bash\nkubectl get pods\n```\n\nThen use this:\n\n{t}\nAfter that:\n\n```bash\nkubectl get events\n```\n"
        )
    }),
];

/// The rules of errors and warnings, without those about what is around a text.
fn said(page: &str) -> Vec<String> {
    let report = check(&[Document::new("paste.txt", page)], &Options::default());
    let found = report.documents.first().unwrap().findings.iter();
    let loud = found.filter(|f| f.severity > Severity::Info && !is_around(&f.rule));
    loud.map(|f| f.rule.clone()).collect()
}

/// Whether a rule is about what is around a text.
fn is_around(rule: &str) -> bool {
    ["html-source", "markdown-fence", "mail-quote-marks", "foreign-lines"].contains(&rule)
}

#[test]
fn what_a_page_shows_is_checked_and_the_page_is_not() {
    let mut faults = Vec::new();
    for (name, wrap) in PAGES {
        for (file, rule) in FILES {
            let found = said(&wrap(file));
            let right = found.iter().map(String::as_str).eq(rule);
            faults.extend((!right).then(|| format!("{name}: {rule:?}, but {found:?}")));
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}
