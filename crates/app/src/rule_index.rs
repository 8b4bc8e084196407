//! All rules, found by a word, a log line, a kind, a severity.

use std::cell::OnceCell;

use tfe_check::{Document, Kind, Options, Severity, kind};

use crate::boot;
use crate::markdown::{Block, Page};
use crate::model::RuleFilter;

/// A rule as the list shows it.
#[derive(Debug)]
pub(crate) struct Entry {
    /// Its name.
    pub name: String,
    /// What it says in a line.
    pub title: String,
    /// The kind of file it is about; `None` for any file.
    pub kind: Option<Kind>,
    /// How bad that is.
    pub severity: Severity,
    fixable: bool,
    startup: bool,
    /// The whole page in lower case: somebody may look for the log line that a rule explains.
    text: String,
}

/// Runs `look` over all rules in the order of their names. They are read once, when they are first wanted.
pub(crate) fn with_all<T>(look: impl FnOnce(&[Entry]) -> T) -> T {
    thread_local! { static ALL: OnceCell<Vec<Entry>> = const { OnceCell::new() }; }
    ALL.with(|all| look(all.get_or_init(read_all)))
}

fn read_all() -> Vec<Entry> {
    let mut names = boot::rule_names();
    text::sort_by(&mut names, Ord::cmp);
    let entry = |name: String| boot::rule_page(&name).map(|page| read(name, &page));
    names.into_iter().filter_map(entry).collect()
}

fn read(name: String, text: &str) -> Entry {
    let page = Page::read(text);
    let fact = |name: &str| page.fact(name).first().map(String::as_str).unwrap_or_default();
    let title = page.blocks.iter().find_map(|block| match block {
        Block::Heading(1, title) => Some(title.clone()),
        _ => None,
    });
    Entry {
        title: title.unwrap_or_else(|| name.clone()),
        kind: Kind::named(fact("kind")),
        severity: match fact("severity") {
            "error" => Severity::Error,
            "warning" => Severity::Warning,
            _ => Severity::Info,
        },
        fixable: !matches!(fact("fix"), "" | "none"),
        startup: fact("stage") == "start",
        text: text.to_lowercase(),
        name,
    }
}

/// The rules whose symptom a line of a log is, and those that say where it comes from.
pub(crate) fn of_log(line: &str) -> Vec<String> {
    if line.split_whitespace().count() < 3 {
        return Vec::new();
    }
    // Of an error of Vault's API people copy the second line: the first one says nothing.
    let head =
        if line.trim_start().starts_with("URL: ") { "Error making API request. " } else { "" };
    let text = format!("{head}{line}");
    let log = Document { kind: Some(kind::LOG), ..Document::new("", text) };
    let report = tfe_check::find(&[log], &Options::default()).report;
    let found = report.documents.into_iter().flat_map(|document| document.findings);
    found.filter(|f| f.severity > Severity::Info).map(|f| f.rule).collect()
}

impl Entry {
    /// Whether the filter lets it through: each word is somewhere on its page.
    pub(crate) fn fits(&self, filter: &RuleFilter) -> bool {
        let find = filter.find.to_lowercase();
        filter.kind.is_none_or(|kind| self.kind == Some(kind))
            && filter.severity.is_none_or(|severity| self.severity == severity)
            && (!filter.fixable || self.fixable)
            && (!filter.startup || self.startup)
            && find.split_whitespace().all(|word| self.text.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "---\nrule: a-b\nkind: vault-policy\nseverity: error\nstage: start\nfix: safe\n---\n\n\
        # TFE does not start\n\n## Why\n\n    permission denied\n";

    #[test]
    fn a_rule_is_found_by_its_log_line_and_by_what_it_is() {
        let entry = read("a-b".to_owned(), PAGE);
        assert_eq!(
            (entry.title.as_str(), entry.kind),
            ("TFE does not start", Kind::named("vault-policy"))
        );
        let filter = |find: &str| RuleFilter { find: find.to_owned(), ..RuleFilter::default() };
        assert!(entry.fits(&filter("Denied start")) && !entry.fits(&filter("granted")));
        let only = RuleFilter { fixable: true, startup: true, ..filter("") };
        assert!(entry.fits(&RuleFilter { severity: Some(Severity::Error), ..only.clone() }));
        assert!(!entry.fits(&RuleFilter { severity: Some(Severity::Info), ..only.clone() }));
        assert!(!entry.fits(&RuleFilter { kind: Kind::named("helm-overrides"), ..only }));
    }
}
