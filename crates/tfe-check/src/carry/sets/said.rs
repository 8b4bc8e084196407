//! What is wrong with a `set` of a `helm_release` or a `--set`, and how rules for values files say and repair
//! it there.

use helm_values::strvals::{SetErrorKind, SetMode};
use text::Span;

use super::{Entry, Set, SetValues, Shape, Style};
use crate::base::finding::{Finding, Fix, Stage};
use crate::carry::part::Embedded;
use crate::knowledge::rules::terraform::{
    SET_COMMA_NOT_ESCAPED, SET_DOTS_NOT_ESCAPED, SET_REFUSED,
};

/// What the sets of a release and the findings about their text say of the file.
pub(crate) struct Said<'s> {
    pub file: &'s str,
    pub sets: &'s [Set],
    pub values: &'s SetValues,
    /// What all of them give.
    pub text: &'s Embedded,
}

impl Said<'_> {
    /// What Helm's reader or the provider stops at, and values that a comma cut in two.
    pub(crate) fn refused(&self) -> Vec<Finding> {
        let mut found: Vec<Finding> = Vec::new();
        for (number, error) in &self.values.refused {
            let Some(set) = self.sets.get(*number) else { continue };
            let cut = error.span.start > set.equals
                && matches!(error.kind, SetErrorKind::NoValue(_) | SetErrorKind::EndsWithComma(_));
            found.push(if cut {
                self.comma(set, format!("Helm stops: `{error}`."))
            } else {
                let at = set.line.outer_span(error.span);
                let (what, who) = match set.style {
                    Style::Terraform => ("set", "terraform apply"),
                    Style::Shell(_) => ("--set", "Helm"),
                };
                SET_REFUSED.at(if at.is_empty() { set.name } else { at }).say(
                    format!("Helm cannot read this `{what}`."),
                    format!("{who} stops: `{error}`."),
                    "Correct the name or the value.",
                )
            });
        }
        for entry in self.cut().filter(|entry| entry.path.len() == 1) {
            let Some(set) = self.sets.get(entry.set) else { continue };
            let name = entry.path.join(".");
            found.push(self.comma(set, format!("Helm treats `{name}` as a separate key.")));
        }
        let odd = self.sets.iter().filter_map(|s| s.odd_type);
        found.extend(odd.map(|at| {
            SET_REFUSED.at(at).say(
                "This is not a type that a `set` accepts.",
                "The provider accepts auto, string and literal; terraform stops at anything else.",
                "Write `\"string\"`, or remove it.",
            )
        }));
        found
    }

    /// Keys that come from after a comma inside a value.
    fn cut(&self) -> impl Iterator<Item = &Entry> {
        let cut = |e: &&Entry| self.sets.get(e.set).is_some_and(|s| e.part.start > s.equals);
        self.values.entries.iter().filter(cut)
    }

    fn comma(&self, set: &Set, why: String) -> Finding {
        let action = match set.style {
            Style::Terraform => "Write `\\\\,` for each comma in the value, with two backslashes.",
            Style::Shell(_) => {
                "Write `\\,` for each comma in the value, and put quotes around all of it."
            }
        };
        SET_COMMA_NOT_ESCAPED
            .at(set.value)
            .say("A comma in this value ends it.", why, action)
            .fix(self.escaped(set).map(|edits| Fix::safe("Escape the commas", edits)))
    }

    /// Findings about the text of all sets, as they are said of one of them, or of each that they are
    /// about.
    pub(crate) fn findings(&self, findings: Vec<Finding>) -> Vec<Finding> {
        let split = |f: &Finding| f.rule.name == "annotation-not-text";
        let map = |f: &Finding| self.entry(f.primary).filter(|e| e.shape == Shape::Map);
        let faults = findings.iter().filter(|f| f.rule.name == "chart-not-rendered");
        let faults: Vec<(&Entry, String)> =
            faults.filter_map(|f| Some((map(f)?, f.message.why.clone()))).collect();
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
                Some(entry)
                    if OUTCOME.contains(&finding.rule.name) && told.contains(&entry.key) => {}
                _ => found.extend(self.finding(finding)),
            }
        }
        found
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
        match finding.rule.name {
            "annotation-not-text" | "secret-not-text" if entry.shape == Shape::Other => {
                let as_text = as_text(set);
                let fix = set.as_text.clone().map(|edit| Fix::safe(as_text, edit));
                let mut found = of_text()?;
                found.message.action = format!("{as_text}.");
                // A whole number stays one here.
                found.message.why = found.message.why.replace("float64", "int64");
                found.fixes.clear();
                Some(found.fix(fix.filter(|_| set.mode == Some(SetMode::Typed))))
            }
            "setting-outside-variables" => {
                let fix = self.moved_into_block(&finding);
                let mut found = of_text()?;
                found.message.action = "Set `env.variables.…` instead.".to_owned();
                found.fixes.clear();
                Some(found.fix(fix))
            }
            "secret-in-variables" => {
                let fix = self.moved_to_secrets(entry, set);
                // The name is certain, whatever the value is.
                let mut found = finding;
                found.primary = text.outer_span(entry.key);
                found.related.clear();
                found.fixes.clear();
                Some(found.fix(fix))
            }
            _ => of_text(),
        }
    }

    /// The smallest entry that a place of the text is in.
    pub(super) fn entry(&self, at: Span) -> Option<&Entry> {
        let before = self.values.entries.partition_point(|e| e.key.start <= at.start);
        let all = self.values.entries.get(..before)?;
        all.iter().rev().find(|e| e.key.contains(at) || e.value.contains(at))
    }

    /// A name whose dots made maps of maps where the chart wants texts.
    fn dots(&self, entry: &Entry, leaf: &Entry, fault: Option<&String>) -> Option<Finding> {
        let set = self.sets.get(leaf.set)?;
        let name = Span::new(set.part_start(entry.path.len() - 1)?, set.equals);
        let kind = if entry.path.iter().any(|p| p == "labels") { "label" } else { "annotation" };
        let typed = leaf.shape == Shape::Other && set.mode == Some(SetMode::Typed);
        let action = match (typed, set.style) {
            (true, Style::Terraform) => {
                format!(
                    "Write `\\\\.` for each dot in the {kind}'s name, and add `type = \"string\"`."
                )
            }
            (false, Style::Terraform) => {
                format!("Write `\\\\.` for each dot in the {kind}'s name, with two backslashes.")
            }
            (true, Style::Shell(_)) => {
                format!(
                    "Write `\\.` for each dot in the {kind}'s name, in quotes, with `--set-string`."
                )
            }
            (false, Style::Shell(_)) => {
                format!(
                    "Write `\\.` for each dot in the {kind}'s name, and put quotes around all of it."
                )
            }
        };
        let refused = format!(
            "The cluster rejects it: `cannot unmarshal object into … {kind}s of type string`."
        );
        let mut found = SET_DOTS_NOT_ESCAPED.at(set.line.outer_span(name)).say(
            format!("Dots split this {kind}'s name into maps of maps."),
            fault.cloned().unwrap_or(refused),
            action,
        );
        if fault.is_some() {
            found.stage = Stage::Render;
        }
        let edits = self.joined(name, set, typed);
        Some(found.fix(edits.map(|edits| Fix::safe("Escape the dots", edits))))
    }
}

/// Rules that repeat the words of Helm and of Kubernetes.
const OUTCOME: [&str; 2] = ["chart-not-rendered", "manifest-refused"];

/// What makes the value of a `set` a text.
const fn as_text(set: &Set) -> &'static str {
    match set.style {
        Style::Terraform => "Add `type = \"string\"`",
        Style::Shell(_) => "Use `--set-string`",
    }
}
