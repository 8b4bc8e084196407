//! The effective settings: what TFE gets from a file, and from where.

use std::borrow::Cow;

use text::{EditSet, EditSetBuilder, Lines, MASK, Origins, Span};

use super::facts::{self, Facts, scalar_text};
use super::headless;
use super::once::parsed;
use super::render::{EnvSource, Release, Rendering};
use crate::base::finding::{Finding, Safety};
use crate::base::view::Setting;
use crate::knowledge;
use crate::knowledge::rules::helm_overrides::VALUE_LOST;
use crate::secrets::is_secret_name;

/// Up to this size (bytes) a text that does not render is rendered once more with its fixes.
const LARGE: usize = 1024 * 1024;

/// What a view shows of them.
#[derive(Default)]
pub(super) struct Effective {
    pub(super) settings: Vec<Setting>,
    pub(super) pod: Vec<Setting>,
    /// Helm stops at the file as it is; the rows are those after the safe fixes.
    pub(super) after_fixes: bool,
}

/// The rows of the file, at its own places. Where Helm stops, whoever repairs the file wants to see
/// more than that: then they are those of the file after its safe fixes, if that one renders.
pub(super) fn effective(
    facts: &Facts<'_>,
    rendering: &Rendering,
    findings: &[Finding],
) -> Effective {
    let below_headers = || edited(facts, &headless::headers(facts.text)?);
    if let Some(below) = below_headers() {
        return below;
    }
    if let Ok(release) = &rendering.outcome {
        let (mut settings, pod) = (settings(facts, release), super::pod::rows(facts, release));
        let lines = Lines::new(facts.text);
        let lost = findings.iter().filter(|f| f.suppressed.is_none() && f.rule == &VALUE_LOST);
        for line in lost.map(|f| lines.position(f.primary.start).line) {
            settings
                .iter_mut()
                .filter(|row| row.line == Some(line))
                .for_each(|row| row.changed = true);
        }
        changed_first(&mut settings);
        return Effective { settings, pod, after_fixes: false };
    }
    after_fixes(facts, findings).unwrap_or_default()
}

fn after_fixes(facts: &Facts<'_>, findings: &[Finding]) -> Option<Effective> {
    let mut safe = EditSetBuilder::default();
    let live = findings.iter().filter(|f| f.suppressed.is_none());
    for fix in live.filter_map(|f| f.fixes.iter().find(|x| x.safety == Safety::Safe)) {
        // One that meets another is left to the next round, which this view does not need.
        let _ = safe.add(&fix.edits);
    }
    let edits = safe.finish();
    if edits.is_empty() || facts.text.len() > LARGE {
        return None;
    }
    edited(facts, &edits).map(|after| Effective { after_fixes: true, ..after })
}

/// The rows of the text after a change, at the places of the text as it is.
fn edited(facts: &Facts<'_>, edits: &EditSet) -> Option<Effective> {
    let fixed = edits.apply(facts.text).ok()?;
    let document = parsed(&fixed);
    let values = facts::values(&document);
    let then = Facts::new(&document, &values, facts.versions);
    let rendering = document.rendering(facts.versions);
    let release = rendering.outcome.as_ref().ok()?;
    let (lines, origins) = (Lines::new(facts.text), edits.origins());
    let back = |mut row: Setting| {
        let (line, span) = place(&row, &origins, &lines);
        (row.line, row.span) = (line, span);
        row
    };
    Some(Effective {
        settings: settings(&then, release).into_iter().map(back).collect(),
        pod: super::pod::rows(&then, release).into_iter().map(back).collect(),
        after_fixes: false,
    })
}

/// Where a row of the fixed text stands in the text as it is; nowhere if a fix brings it.
fn place(
    row: &Setting,
    origins: &Origins,
    lines: &Lines<'_>,
) -> (Option<usize>, Option<(usize, usize)>) {
    let span = row.span.map(|(start, end)| (origins.of(start), origins.of(end)));
    let span = span.filter(|(start, end)| start < end);
    (span.map(|(start, _)| lines.position(start).line), span)
}

/// What TFE gets, with what is not as written first.
fn settings(facts: &Facts<'_>, release: &Release) -> Vec<Setting> {
    let lines = Lines::new(facts.text);
    let place = |row: &mut Setting, span: Option<Span>| {
        row.line = span.map(|s| lines.position(s.start).line);
        row.span = span.map(|s| (s.start, s.end));
    };
    let mut all = Vec::new();
    for entry in release.env.iter().flatten() {
        let mut row = described(&entry.name, scalar_text(&entry.value).unwrap_or_default());
        row.from = match &entry.source {
            EnvSource::Chart(Some(key)) => format!("chart, {key}"),
            EnvSource::Chart(None) => "chart".to_owned(),
            _ => "ConfigMap".to_owned(),
        };
        let written = entry.span.map(|s| s.of(facts.text).trim_matches(['"', '\'']));
        let own = entry.source == EnvSource::Variables;
        let rewritten =
            own && !row.secret && written.is_some_and(|w| w != row.value && !w.contains('\n'));
        let got = scalar_text(&entry.value);
        let lost = entry.overwritten.as_ref().is_some_and(|own| scalar_text(own) != got);
        row.changed = lost || rewritten;
        place(&mut row, entry.span);
        all.push(row);
    }
    for entry in &release.secrets {
        let mut row = described(&entry.name, entry.value.clone().unwrap_or_default().into());
        row.secret = true;
        let written = entry.span.map(|s| s.of(facts.text));
        row.changed = written.zip(entry.value.as_ref()).is_some_and(|(written, got)| {
            !written.starts_with(['"', '\'', '|', '>']) && !written.contains('\n') && written != got
        });
        row.value = if row.value.is_empty() { row.value } else { MASK.to_owned() };
        row.from = "Secret".to_owned();
        place(&mut row, entry.span);
        all.push(row);
    }
    for entry in release.explicit.iter().flatten() {
        let mut row = described(&entry.name, Cow::Borrowed(""));
        row.from = match entry.source {
            EnvSource::SecretKey => "key of a Secret",
            _ => "key of a ConfigMap",
        }
        .to_owned();
        place(&mut row, entry.span);
        all.push(row);
    }
    changed_first(&mut all);
    all
}

fn changed_first(rows: &mut [Setting]) {
    text::sort_by(rows, |a, b| (!a.changed, &a.name).cmp(&(!b.changed, &b.name)));
}

/// A row with what is known of the setting; secrets are masked.
fn described(name: &str, value: Cow<'_, str>) -> Setting {
    let known = knowledge::setting(name);
    let secret = is_secret_name(name);
    Setting {
        name: name.to_owned(),
        value: if secret && !value.is_empty() { MASK.to_owned() } else { value.into_owned() },
        secret,
        changed: false,
        from: String::new(),
        line: None,
        span: None,
        meaning: known.map_or("", |s| s.meaning).to_owned(),
        default: known.and_then(|s| s.default).map(str::to_owned),
        since: known.map_or("", |s| s.since).to_owned(),
    }
}
