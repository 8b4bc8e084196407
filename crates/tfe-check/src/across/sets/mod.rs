//! What is wrong with a `set` of a `helm_release` or a `--set`, and how rules for values files say and repair
//! it there.

mod fixes;
mod set_comma_not_escaped;
mod set_dots_not_escaped;
mod set_refused;

use helm_values::strvals::SetMode;
use text::Span;

use crate::base::finding::{Finding, Fix, Rule};
use crate::carry::part::Embedded;
use crate::carry::sets::{Entry, Lines, Set, SetValues, Shape, Style};
use crate::knowledge::rules::helm_overrides::{
    ANNOTATION_NOT_TEXT, CHART_NOT_RENDERED, MANIFEST_REFUSED, SECRET_IN_VARIABLES,
    SECRET_NOT_TEXT, SETTING_OUTSIDE_VARIABLES,
};

/// What the sets of a release and the findings about their text say of the file.
pub(super) struct Said<'s> {
    file: &'s str,
    sets: &'s [Set],
    values: &'s SetValues,
    /// What all of them give.
    text: &'s Embedded,
}

impl<'s> Said<'s> {
    /// The lines are a part of the text of a file, and `text` is what they give.
    pub(super) fn of(lines: &'s Lines, file: &'s str, text: &'s Embedded) -> Self {
        Self { file, sets: &lines.list, values: &lines.values, text }
    }
}

impl Said<'_> {
    /// Findings about the text of all sets, as they are said of one of them, or of each that they are
    /// about.
    pub(super) fn findings(&self, findings: Vec<Finding>) -> Vec<Finding> {
        let split = |f: &Finding| f.rule == &ANNOTATION_NOT_TEXT;
        let map = |f: &Finding| self.entry(f.primary).filter(|e| e.shape == Shape::Map);
        let faults = findings.iter().filter(|f| f.rule == &CHART_NOT_RENDERED);
        let faults: Vec<(&Entry, String)> =
            faults.filter_map(|f| Some((map(f)?, f.message.why.to_string()))).collect();
        let told: Vec<Span> =
            findings.iter().filter(|f| split(f)).filter_map(|f| Some(map(f)?.key)).collect();
        let mut found = Vec::new();
        for finding in findings {
            match map(&finding) {
                Some(entry) if split(&finding) => {
                    let why = faults.iter().find(|(at, _)| at.key == entry.key).map(|(_, w)| w);
                    let dots = self.below(entry).filter_map(|leaf| self.dots(entry, leaf, why));
                    found.extend(dots);
                }
                // What Helm or the cluster say of it is said by its own rule.
                Some(entry) if OUTCOME.contains(&finding.rule) && told.contains(&entry.key) => {}
                _ => found.extend(self.finding(finding)),
            }
        }
        found
    }

    /// Keys that come from after a comma inside a value.
    fn cut(&self) -> impl Iterator<Item = &Entry> {
        let cut = |e: &&Entry| self.sets.get(e.set).is_some_and(|s| e.part.start > s.equals);
        self.values.entries.iter().filter(cut)
    }

    /// The values below an entry.
    fn below<'e>(&'e self, entry: &'e Entry) -> impl Iterator<Item = &'e Entry> {
        let below = |e: &&Entry| e.shape != Shape::Map && e.path.starts_with(&entry.path);
        self.values.entries.iter().filter(below)
    }

    /// `None` where it is said already, or does not hold for a `set`.
    fn finding(&self, finding: Finding) -> Option<Finding> {
        let text = self.text;
        let entry = self.entry(finding.primary);
        let of_text = || text.finding(finding.clone(), self.file, &[]);
        let Some((entry, set)) = entry.and_then(|e| Some((e, self.sets.get(e.set)?))) else {
            return of_text();
        };
        if entry.part.start > set.equals {
            // It was cut off by a comma.
            return None;
        }
        let braces = || set.line.text.get(set.equals + 1..).is_some_and(|v| v.starts_with('{'));
        if finding.rule == &SECRET_NOT_TEXT && entry.shape == Shape::List && braces() {
            let mut found = of_text()?;
            found.message.action = match set.style {
                Style::Terraform => {
                    "Write `\\\\{` for the first brace, with two backslashes.".into()
                }
                Style::Shell(_) => "Write `\\{` for the first brace, inside of quotes.".into(),
                Style::Parameter => "Write `\\{` for the first brace.".into(),
            };
            found.fixes.clear();
            let fix = self.unlisted(set).map(|edits| Fix::safe("Escape the brace", edits));
            return Some(found.fix(fix));
        }
        let not_text = [&ANNOTATION_NOT_TEXT, &SECRET_NOT_TEXT].contains(&finding.rule);
        if not_text && entry.shape == Shape::Other {
            let as_text = as_text(set);
            let fix = set.as_text.clone().map(|edit| Fix::safe(as_text, edit));
            let mut found = of_text()?;
            found.message.action = format!("{as_text}.").into();
            // A whole number stays one here.
            found.message.why = found.message.why.replace("float64", "int64").into();
            found.fixes.clear();
            Some(found.fix(fix.filter(|_| set.mode == Some(SetMode::Typed))))
        } else if finding.rule == &SETTING_OUTSIDE_VARIABLES {
            let fix = self.moved_into_block(&finding);
            let mut found = of_text()?;
            found.message.action = "Set `env.variables.…` instead.".into();
            found.fixes.clear();
            Some(found.fix(fix))
        } else if finding.rule == &SECRET_IN_VARIABLES {
            let fix = self.moved_to_secrets(entry, set);
            // The name is certain, whatever the value is.
            let mut found = finding;
            found.primary = text.outer_span(entry.key);
            found.related.clear();
            found.fixes.clear();
            Some(found.fix(fix))
        } else {
            of_text()
        }
    }

    /// The smallest entry that a place of the text is in.
    fn entry(&self, at: Span) -> Option<&Entry> {
        let before = self.values.entries.partition_point(|e| e.key.start <= at.start);
        let all = self.values.entries.get(..before)?;
        all.iter().rev().find(|e| e.key.contains(at) || e.value.contains(at))
    }
}

/// Rules that repeat the words of Helm and of Kubernetes.
const OUTCOME: [&Rule; 2] = [&CHART_NOT_RENDERED, &MANIFEST_REFUSED];

/// What makes the value of a `set` a text.
const fn as_text(set: &Set) -> &'static str {
    match set.style {
        Style::Terraform => "Add `type = \"string\"`",
        Style::Shell(_) => "Use `--set-string`",
        Style::Parameter => "Add `forceString: true`",
    }
}
