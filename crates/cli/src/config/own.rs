//! The team's own rules: settings that are forbidden or required, registries, names of files.

use globset::GlobMatcher;
use text::{Lines, Span};
use tfe_check::knowledge::{meant_setting, setting, settings};
use tfe_check::report::{DocumentReport, FindingReport, SpanReport};
use tfe_check::view::{Setting, View};
use tfe_check::{Document, Evidence, Kind, Message, Severity, Stage};

use super::rows::RuleRow;
use super::{NAME, any, matchers};
use crate::search::matcher;

/// A rule of the team.
pub(crate) struct OwnRule {
    /// Its name in findings.
    pub name: String,
    severity: Severity,
    /// Why the team has it; it is the *why* of its findings.
    reason: String,
    /// Empty for all files.
    files: Vec<GlobMatcher>,
    test: Test,
}

/// What a rule looks at.
enum Test {
    /// Settings that must not be in a file, or not with one of these values.
    Forbid { name: GlobMatcher, word: String, values: Vec<GlobMatcher> },
    /// A setting that TFE has to get, with one of these values.
    Require { name: String, values: Vec<GlobMatcher>, words: Vec<String> },
    /// Where the image may come from.
    Registries(Vec<String>),
    /// What files of a kind have to be called.
    FileNames { names: Vec<GlobMatcher>, words: Vec<String>, kind: Kind },
}

/// A document as the own rules see it.
pub(crate) struct Seen<'d> {
    /// Its path as it was given.
    pub path: &'d str,
    /// Its text.
    pub document: &'d Document,
    /// What the report and the page know of it.
    pub view: &'d View,
    /// Its findings.
    pub found: &'d mut DocumentReport,
}

impl OwnRule {
    /// Reads a rule; `Err` says what is wrong with it.
    pub(super) fn of(row: RuleRow) -> Result<Self, String> {
        let wrong = |why: &str| Err(format!("rule {}: {why}", row.name));
        if tfe_check::rule(&row.name).is_some() {
            return wrong("a rule of tfe-check has that name");
        }
        if row.name.is_empty() || row.name.contains([' ', '\t', ',', '*']) {
            return wrong("the name cannot be used with --ignore; write it like no-debug-log");
        }
        for name in [&row.forbid, &row.require].into_iter().flatten() {
            if let Some(meant) = meant(name) {
                return wrong(&format!("{name} is not a setting; did you mean {meant}?"));
            }
        }
        let given = [
            row.forbid.is_some(),
            row.require.is_some(),
            !row.registries.is_empty(),
            !row.file_names.is_empty(),
        ];
        if given.iter().filter(|given| **given).count() != 1 {
            return wrong("needs exactly one of forbid, require, registries, file-names");
        }
        let values = row.values.iter().map(|v| text_matcher(v)).collect::<Result<_, _>>()?;
        let test = if let Some(name) = &row.forbid {
            Test::Forbid { name: matcher(name)?, word: name.clone(), values }
        } else if let Some(name) = row.require {
            Test::Require { name, values, words: row.values }
        } else if !row.registries.is_empty() {
            Test::Registries(row.registries)
        } else {
            let Some(word) = row.kind.as_deref() else {
                return wrong("file-names needs a kind, such as helm-overrides");
            };
            let Some(kind) = Kind::named(word) else {
                return wrong(&no_kind(word));
            };
            Test::FileNames { names: matchers(&row.file_names)?, words: row.file_names, kind }
        };
        Ok(Self {
            severity: row.severity.unwrap_or(Severity::Error),
            files: matchers(&row.files)?,
            name: row.name,
            reason: row.reason,
            test,
        })
    }

    /// The pattern of TFE's settings that it forbids, if no known one matches. Those of other programs are not known.
    pub(super) fn unmatched(&self) -> Option<&str> {
        let Test::Forbid { name, word, .. } = &self.test else { return None };
        let any = || settings().iter().any(|setting| name.is_match(setting.name));
        (word.starts_with("TFE_") && !any()).then_some(word)
    }

    /// The page of the rule, in the form of the pages of tfe-check's own rules.
    pub(crate) fn page(&self) -> String {
        let (name, reason) = (&self.name, &self.reason);
        format!("# A rule of {NAME}: {name}\n\n## What\n\nIt is in {NAME}.\n\n## Why\n\n{reason}\n")
    }

    /// Adds what the rule finds in documents that are checked together. `relative` gives the path as
    /// the patterns of the configuration see it.
    pub(crate) fn apply(
        &self,
        documents: &mut [Seen<'_>],
        relative: impl Fn(&str) -> Option<String>,
    ) {
        let here = |seen: &Seen<'_>| {
            self.files.is_empty() || relative(seen.path).is_some_and(|path| any(&self.files, &path))
        };
        let mut values = false;
        let mut set = false;
        for seen in documents.iter_mut().filter(|seen| here(seen)) {
            values |= !seen.view.settings.is_empty();
            set |= self.look(seen);
        }
        let missing = matches!(self.test, Test::Require { .. }) && values && !set;
        let first = documents.iter_mut().find(|s| here(s) && !s.view.settings.is_empty());
        if let (true, Some(seen), Test::Require { name, .. }) = (missing, first, &self.test) {
            let what = format!("`{name}` is not set; {NAME} requires it.");
            self.add(seen, (0, 0), what, format!("Set `{name}`."));
        }
    }

    /// Looks at one document; whether it sets what is required.
    fn look(&self, seen: &mut Seen<'_>) -> bool {
        match &self.test {
            Test::Forbid { name, values, .. } => {
                self.forbid(seen, name, values);
                false
            }
            Test::Require { name, values, words } => self.require(seen, name, values, words),
            Test::Registries(allowed) => {
                self.registries(seen, allowed);
                false
            }
            Test::FileNames { names, words, kind } => {
                self.file_names(seen, names, words, *kind);
                false
            }
        }
    }

    fn forbid(&self, seen: &mut Seen<'_>, name: &GlobMatcher, values: &[GlobMatcher]) {
        let bad = |setting: &&Setting| {
            let value = values.is_empty()
                || !setting.secret && values.iter().any(|v| v.is_match(&setting.value));
            name.is_match(&setting.name) && value
        };
        let all: Vec<Setting> = seen.view.settings.iter().filter(bad).cloned().collect();
        for setting in all {
            // What the chart itself sets is nobody's choice.
            let Some(span) = setting.span else { continue };
            let what = if values.is_empty() {
                format!("{NAME} forbids `{}`.", setting.name)
            } else {
                format!("{NAME} forbids this value of `{}`.", setting.name)
            };
            self.add(seen, span, what, "Remove it, or change it.".to_owned());
        }
    }

    fn require(
        &self,
        seen: &mut Seen<'_>,
        name: &str,
        values: &[GlobMatcher],
        words: &[String],
    ) -> bool {
        let found = seen.view.settings.iter().find(|setting| setting.name == name).cloned();
        let Some(setting) = found else { return false };
        let known = !setting.secret && setting.span.is_some();
        let right = values.is_empty() || values.iter().any(|v| v.is_match(&setting.value));
        if let (true, false, Some(span)) = (known, right, setting.span) {
            let what = format!("{NAME} does not allow this value of `{name}`.");
            self.add(seen, span, what, format!("Use a value that matches {}.", one_of(words)));
        }
        true
    }

    fn registries(&self, seen: &mut Seen<'_>, allowed: &[String]) {
        let image = seen.view.pod.iter().find(|row| row.name == "image");
        let Some((image, span)) = image.and_then(|row| Some((row.value.clone(), row.span?))) else {
            return;
        };
        let under = |registry: &String| {
            let registry = registry.trim_end_matches('/');
            image.strip_prefix(registry).is_some_and(|rest| rest.starts_with(['/', ':', '@']))
        };
        if !allowed.iter().any(under) {
            let what = "The image comes from a registry that is not allowed.".to_owned();
            self.add(seen, span, what, format!("Use an image from {}.", one_of(allowed)));
        }
    }

    fn file_names(&self, seen: &mut Seen<'_>, names: &[GlobMatcher], words: &[String], kind: Kind) {
        let path = seen.path.rsplit('/').next().unwrap_or_default();
        if seen.path != "-" && seen.found.kind == Some(kind) && !any(names, path) {
            let what = format!("{NAME} requires another name for this kind of file.");
            self.add(seen, (0, 0), what, format!("Rename it to match {}.", one_of(words)));
        }
    }

    fn add(&self, seen: &mut Seen<'_>, span: (usize, usize), what: String, action: String) {
        seen.found.findings.push(FindingReport {
            rule: self.name.clone(),
            severity: self.severity,
            stage: Stage::Run,
            message: Message {
                what: what.into(),
                why: self.reason.clone().into(),
                action: action.into(),
            },
            evidence: Evidence::Documented,
            source: NAME.to_owned(),
            span: place(&seen.document.text, Span::new(span.0, span.1)),
            related: Vec::new(),
            suppressed: None,
            fixes: Vec::new(),
        });
        seen.found.findings.sort_by_key(|f| f.span.start);
    }
}

/// Whether a finding comes from a rule of the team.
pub(crate) fn is_own(finding: &FindingReport) -> bool {
    finding.source == NAME
}

/// The setting that an unknown name is a misspelling of. Patterns and the names of other programs are left as they are.
fn meant(name: &str) -> Option<&'static str> {
    let unknown = !name.contains(['*', '?', '[', '{']) && setting(name).is_none();
    if unknown { meant_setting(name).map(|setting| setting.name) } else { None }
}

fn no_kind(word: &str) -> String {
    let near = text::nearest(word, Kind::all().map(Kind::name));
    let meant = near.map(|near| format!("; did you mean {near}?")).unwrap_or_default();
    format!("{word} is not a kind{meant}")
}

fn one_of(words: &[String]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" or ")
}

/// A pattern for values: `*` also matches over a slash.
fn text_matcher(pattern: &str) -> Result<GlobMatcher, String> {
    let glob = globset::Glob::new(pattern).map_err(|error| error.to_string())?;
    Ok(glob.compile_matcher())
}

fn place(text: &str, span: Span) -> SpanReport {
    let lines = Lines::new(text);
    let (start, end) = (lines.position(span.start), lines.position(span.end));
    SpanReport {
        start: span.start,
        end: span.end,
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}
