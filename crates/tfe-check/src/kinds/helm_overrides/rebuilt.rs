//! The repaired text of overrides that lost their indentation: each line, and why it is there.

use helm_values::{Reason, Rebuilt, rebuild_indentation};

use super::facts::Facts;
use crate::base::finding::Finding;
use crate::base::view::RebuiltLine;
use crate::knowledge::{self, ChartTree};

/// The lines of the repaired text; none where nothing is repaired.
pub(super) fn rebuilt(facts: &Facts<'_>, findings: &[Finding]) -> Vec<RebuiltLine> {
    let told = findings.iter().any(super::rules::is_flat);
    let Some(rebuilt) = told.then(|| rebuild_indentation(facts.text, &ChartTree)).flatten() else {
        return Vec::new();
    };
    let mut before: Vec<&str> = facts.text.lines().collect();
    text::sort_by(&mut before, |a, b| a.cmp(b));
    let mut keys = rebuilt.lines.iter().peekable();
    let line = |line: &str| {
        let content = line.trim();
        let own = |span: text::Span| span.of(facts.text).lines().next().unwrap_or("").trim();
        let key = keys.next_if(|key| content.starts_with(own(key.span)));
        let reason = match key {
            Some(key) => reason(&rebuilt, key),
            None if content.starts_with('#') => {
                "a comment, placed above the line it is about".to_owned()
            }
            None if content.is_empty() => String::new(),
            None => "the rest of the value above".to_owned(),
        };
        let changed = !content.is_empty() && before.binary_search(&line).is_err();
        RebuiltLine { line: line.to_owned(), changed, reason }
    };
    rebuilt.text.lines().map(line).collect()
}

fn reason(rebuilt: &Rebuilt, line: &helm_values::RebuiltLine) -> String {
    let (name, parents) = match line.path.split_last() {
        Some((name, parents)) => (name.as_str(), parents),
        None => ("", &[][..]),
    };
    let parent = parents.join(".").replace(".[]", "");
    let why = match line.reason {
        Reason::Known if parent.is_empty() => "a key of the chart's top level".to_owned(),
        Reason::Known if parent == "env.variables" || parent == "env.secrets" => {
            let group = knowledge::setting(name).map(|s| s.group.replace('-', " "));
            let about = group.map(|group| format!(" ({group})")).unwrap_or_default();
            format!("a TFE setting{about}: settings go under `{parent}`")
        }
        Reason::Known => format!("the chart has `{name}` under `{parent}`"),
        Reason::Free => {
            format!("`{parent}` takes any key, and `{name}` is not known anywhere else")
        }
        Reason::Item => format!("an item of the list `{parent}`"),
        Reason::Unknown => "the chart has no such key, so it stays at the top level".to_owned(),
    };
    let other = rebuilt.ambiguities.iter().find(|doubt| doubt.span == line.span);
    let other = other.and_then(|doubt| doubt.other.split_last());
    match other {
        Some((_, parents)) if !parents.is_empty() => {
            format!("{why}; it could also be under `{}`", parents.join("."))
        }
        _ => why,
    }
}
