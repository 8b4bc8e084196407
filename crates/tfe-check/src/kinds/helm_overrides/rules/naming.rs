//! Every message names the setting that it is about: where findings are shown without their line
//! (SARIF, GitHub, Markdown), nobody could tell which one is meant.

use helm_values::Value;
use text::{Span, short};

use crate::base::finding::{Finding, Stage};
use crate::kinds::helm_overrides::facts::Facts;
use crate::knowledge;

/// So long may the first sentence be.
const MOST: usize = 90;

/// Names the setting in whose entry a finding is, where its words do not.
pub(super) fn name_settings(facts: &Facts<'_>, found: &mut [Finding]) {
    let env = facts.values.get("env").and_then(Value::as_map).into_iter().flatten();
    let blocks = env.filter_map(|(_, block)| block.as_map()).flatten();
    let settings = blocks.filter(|(name, _)| name.starts_with("TFE_"));
    let mut entries: Vec<(Span, &str)> =
        settings.filter_map(|(name, value)| Some((value.origin?.entry, name.as_str()))).collect();
    text::sort_by_key(&mut entries, |(span, _)| span.start);
    for finding in found {
        let after = entries.partition_point(|(span, _)| span.start <= finding.primary.start);
        let before = after.checked_sub(1).and_then(|at| entries.get(at));
        if let Some((span, name)) = before
            && (span.contains(finding.primary) || on_one_line(facts, *span, finding.primary))
        {
            put(finding, name);
        }
    }
}

/// The same for lines that YAML cannot read, by the name that such a line begins with.
pub(crate) fn name_lines(text: &str, found: &mut [Finding]) {
    let unread = |f: &&mut Finding| matches!(f.stage, Stage::Parse | Stage::Render);
    for finding in found.iter_mut().filter(unread) {
        let before = text.get(..finding.primary.start).unwrap_or("");
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = text.get(start..).and_then(|rest| rest.split('\n').next()).unwrap_or("");
        if let Some(name) = name_of(line) {
            put(finding, name);
        }
    }
}

/// The setting that a line begins with.
fn name_of(line: &str) -> Option<&str> {
    let bare = line.trim_start_matches([' ', '\t', '-', '"', '\'']);
    let letter = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    let end = bare.find(|c| !letter(c)).unwrap_or(bare.len());
    let name = bare.get(..end)?;
    let own = knowledge::setting(name).is_some();
    own.then_some(name)
}

/// Whether a place is after an entry on its line, where a comment may be. In braces other entries may be there.
fn on_one_line(facts: &Facts<'_>, entry: Span, place: Span) -> bool {
    if Span::new(entry.start, place.start).of(facts.text).contains('\n') {
        return false;
    }
    let between = Span::new(entry.end.min(place.start), place.start).of(facts.text);
    between.trim_start().starts_with('#') || !between.contains([',', '}', ']'])
}

/// Puts the name into the first sentence, else into the second.
fn put(finding: &mut Finding, name: &str) {
    let said = &mut finding.message;
    // A value may hold the name too (`$TFE_LICENSE`), and is masked later.
    // A name of TFE's own is never cut.
    let whole = knowledge::setting(name).is_some();
    let name = if whole { format!("`{name}`") } else { format!("`{}`", short(name)) };
    if [&said.what, &said.why, &said.action].iter().any(|sentence| sentence.contains(&name)) {
        return;
    }
    let named = |sentence: &str| {
        let rest = ["This setting ", "This secret "].iter().find_map(|s| sentence.strip_prefix(s));
        match rest {
            Some(rest) => format!("{name} {rest}"),
            None => format!("{name}: {sentence}"),
        }
    };
    let what = named(&said.what);
    if what.chars().count() <= MOST {
        said.what = what.into();
    } else {
        said.why = named(&said.why).into();
    }
}
