//! The lists of rules: by kind, by startup check, by symptom. Each is made of the pages.

use std::fmt::Write;

use super::rule::{RulePage, cell};

/// TFE's checks at start, as its log names them, and what each is about.
const STARTUP_CHECKS: [(&str, &str); 8] = [
    ("configuration", "settings that are missing or not accepted"),
    ("database", "the PostgreSQL database"),
    ("redis", "Redis"),
    ("license", "the license"),
    ("tls", "certificates and keys"),
    ("kubernetes", "the template of the agents' pods"),
    ("archivist", "object storage"),
    ("explorer_database", "the database of the explorer"),
];

/// The lists, each with its file name.
pub(crate) fn all(pages: &[RulePage]) -> [(&'static str, String); 3] {
    [
        ("by-kind.md", by_kind(pages)),
        ("by-startup-check.md", by_startup_check(pages)),
        ("by-symptom.md", by_symptom(pages)),
    ]
}

fn by_kind(pages: &[RulePage]) -> String {
    let mut out = format!(
        "# Rules by kind\n\n{} rules. The kind is what the file is; rules of `any` are about several files, or \
         about what surrounds a text. Fixes: *safe* is certain, *review* needs your look, *repair* rewrites a \
         damaged file.\n",
        pages.len()
    );
    let mut kind = "";
    for page in pages {
        if page.kind != kind {
            kind = &page.kind;
            let _ = write!(out, "\n## {kind}\n\n| rule | | fix |\n|---|---|---|\n");
        }
        let (severity, fix) = (page.field("severity"), page.field("fix"));
        let _ = writeln!(out, "| {} | {severity} | {fix} |", link(page));
    }
    out
}

fn by_startup_check(pages: &[RulePage]) -> String {
    let mut out = String::from(
        "# Rules by startup check\n\nTFE checks itself when it starts, and logs `check failed: name=…`. These are \
         the rules whose findings make a check fail.\n",
    );
    for (check, about) in STARTUP_CHECKS {
        let _ = write!(out, "\n## {check}\n\nAbout {about}.\n\n");
        for page in pages.iter().filter(|page| page.field("startup_check") == check) {
            let _ = writeln!(out, "- {}", link(page));
        }
    }
    out
}

fn by_symptom(pages: &[RulePage]) -> String {
    let mut out = String::from(
        "# Rules by symptom\n\nWhat a log or a program says, and the rules that explain it. `…` is any text. Paste \
         a log into the checker, and it looks for all of them.\n\n",
    );
    let parts = [
        ("Lines of a log", true, "A log is checked for these."),
        ("Answers of programs", false, "What follows from a finding in another file."),
    ];
    for (heading, of_logs, about) in parts {
        let _ = write!(out, "## {heading}\n\n{about}\n\n| you see | rule |\n|---|---|\n");
        let of_part = pages.iter().filter(|page| (page.kind == "log") == of_logs);
        let mut rows: Vec<(String, &RulePage)> =
            of_part.flat_map(|page| page.symptoms().into_iter().map(move |s| (s, page))).collect();
        rows.sort_by_key(|(symptom, page)| (symptom.to_lowercase(), &page.name));
        for (symptom, page) in rows {
            let _ = writeln!(out, "| `{}` | {} |", symptom.replace('|', "\\|"), link(page));
        }
        out.push('\n');
    }
    out
}

fn link(page: &RulePage) -> String {
    format!("[{}]({}.md)", cell(&page.title), page.name)
}
