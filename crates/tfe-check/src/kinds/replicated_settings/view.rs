//! What is shown of a settings file: the settings that it becomes.

use super::convert::{Plan, plan};
use super::facts::Settings;
use crate::base::finding::Finding;
use crate::base::judgement::verdict;
use crate::base::view::{Setting as Row, View};
use crate::knowledge;
use text::{Lines, Span};

/// What stands for a value that is in a Secret.
const HIDDEN: &str = "••••••••";

/// Each new setting with the old name that it comes from.
pub(super) fn view(text: &str, findings: &[Finding]) -> View {
    let settings = Settings::of(text);
    let Plan { variables, secrets, .. } = plan(&settings);
    let lines = Lines::new(text);
    let place = |span: Span| (Some(lines.position(span.start).line), Some((span.start, span.end)));
    let mut rows = Vec::new();
    for variable in variables {
        let (line, span) = place(variable.place);
        let changed = settings.literal(&variable.from) != Some(variable.value.as_str());
        let shown = Shown { name: variable.name, value: variable.value, old: &variable.from };
        rows.push(Row { changed, line, span, ..shown.row(false) });
    }
    for (name, old) in &secrets {
        let (line, span) = settings.item(old).map(|item| place(item.key)).unwrap_or_default();
        let shown = Shown { name, value: HIDDEN.to_owned(), old };
        rows.push(Row { line, span, ..shown.row(true) });
    }
    View { verdict: verdict(findings), settings: rows, ..View::default() }
}

/// A new setting as it is shown.
struct Shown<'s> {
    name: &'static str,
    value: String,
    old: &'s str,
}

impl Shown<'_> {
    fn row(self, secret: bool) -> Row {
        let known = knowledge::setting(self.name);
        Row {
            name: self.name.to_owned(),
            value: self.value,
            secret,
            changed: false,
            from: self.old.to_owned(),
            line: None,
            span: None,
            meaning: known.map(|s| s.meaning.to_owned()).unwrap_or_default(),
            default: known.and_then(|s| s.default).map(str::to_owned),
            since: known.map(|s| s.since.to_owned()).unwrap_or_default(),
        }
    }
}
