//! How a `set` of a `helm_release` or a `--set` is changed at its lines of the file.

use helm_values::strvals::{self, SetData, SetMap, SetMode};
use text::{Edit, EditSet, Span};

use super::Said;
use crate::base::finding::{Finding, Fix};
use crate::carry::sets::{Entry, Set, Shape};
use crate::knowledge::is_secret;

impl Said<'_> {
    /// A backslash, which Terraform wants twice, before each comma of the value.
    pub(super) fn escaped(&self, set: &Set) -> Option<EditSet> {
        let value = set.line.text.get(set.equals + 1..)?;
        if value.starts_with('{') || set.line.first_unknown().is_some() {
            return None;
        }
        let mut before = '=';
        let mut edits = Vec::new();
        for (at, letter) in value.char_indices() {
            if letter == ',' && before != '\\' {
                edits.push(set.backslash(self.file, set.equals + 1 + at)?);
            }
            before = letter;
        }
        EditSet::new(edits).ok()
    }

    /// The same before the brace that makes the value a list, and before each comma in it.
    pub(super) fn unlisted(&self, set: &Set) -> Option<EditSet> {
        let start = set.equals + 1;
        let value = set.line.text.get(start..)?.strip_prefix('{')?;
        if set.line.first_unknown().is_some() {
            return None;
        }
        let mut edits = vec![set.backslash(self.file, start)?];
        let mut before = '{';
        for (at, letter) in value.char_indices() {
            if letter == ',' && before != '\\' {
                edits.push(set.backslash(self.file, start + 1 + at)?);
            }
            before = letter;
        }
        EditSet::new(edits).ok()
    }

    /// The same before each dot of a name, and `type` where the value would not be text.
    pub(super) fn joined(&self, name: Span, set: &Set, typed: bool) -> Option<EditSet> {
        if set.mode == Some(SetMode::Literal) {
            return None;
        }
        let written = name.of(&set.line.text);
        let dots = written
            .match_indices('.')
            .filter(|(at, _)| !written.get(..*at).is_some_and(|b| b.ends_with('\\')));
        let edits: Option<Vec<Edit>> =
            dots.map(|(at, _)| set.backslash(self.file, name.start + at)).collect();
        let mut edits = edits?;
        if typed {
            edits.push(set.as_text.clone()?);
        }
        EditSet::new(edits).ok()
    }

    /// `env.TFE_X` and `TFE_X` as `env.variables.TFE_X`, all that the finding names.
    pub(super) fn moved_into_block(&self, finding: &Finding) -> Option<Fix> {
        let places = finding.related.iter().map(|r| r.span);
        let mut edits = Vec::new();
        for at in [finding.primary].into_iter().chain(places) {
            let entry = self.entry(at)?;
            let set = self.sets.get(entry.set)?;
            let name = entry.path.last()?;
            let block = if is_secret(name) { "secrets" } else { "variables" };
            let insert = match entry.path.as_slice() {
                [_] => format!("env.{block}."),
                [env, _] if env == "env" => format!("{block}."),
                _ => return None,
            };
            edits.push(Edit::insert(set.same_at(self.file, entry.part.start)?, insert));
            if block == "secrets" && entry.shape == Shape::Other {
                edits.push(set.as_text.clone()?);
            }
        }
        let edits = EditSet::new(edits).ok()?;
        Some(Fix::review("Set it under env.variables or env.secrets", edits))
    }

    /// `env.variables.X` as `env.secrets.X`.
    pub(super) fn moved_to_secrets(&self, entry: &Entry, set: &Set) -> Option<Fix> {
        let start = entry.part.start.checked_sub("variables.".len())?;
        let block = Span::new(start, start + "variables".len());
        if block.of(&set.line.text) != "variables" {
            return None;
        }
        let from = set.same_at(self.file, block.start)?;
        let there = Span::new(from, from + block.len());
        if there.of(self.file) != "variables" {
            return None;
        }
        let mut edits = vec![Edit::replace(there, "secrets")];
        let written = set.line.text.get(set.equals + 1..).unwrap_or("");
        // A number or a boolean has to be text there.
        if set.mode == Some(SetMode::Typed) && is_typed(written) {
            edits.push(set.as_text.clone()?);
        }
        Some(Fix::review("Set it under env.secrets", EditSet::new(edits).ok()?))
    }
}

/// Whether `--set` makes something else than a text of a value.
fn is_typed(written: &str) -> bool {
    let mut read = SetMap::default();
    let line = format!("a={written}");
    let read = strvals::set(&mut read, &line, SetMode::Typed, 0).map(|()| read);
    let text = |v: &strvals::SetValue| matches!(v.data, SetData::Text(_));
    read.is_ok_and(|read| !read.get("a").is_some_and(text))
}
