//! Findings as an editor shows them.

use lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location,
    NumberOrString, PublishDiagnosticsParams, Uri,
};
use serde_json::Value;
use tfe_check::Severity;
use tfe_check::report::{FindingReport, RelatedReport};

use crate::client::Client;
use crate::job::Settings;
use crate::message::notification;
use crate::places::Places;
use crate::texts::InGroup;

/// The name of what found something.
const SOURCE: &str = "tfe-check";

/// How findings are shown.
#[derive(Clone, Copy)]
pub(crate) struct Style<'s> {
    /// What the editor can do.
    pub client: Client,
    /// What it sets.
    pub settings: &'s Settings,
}

/// The findings of a text that count, with what the editor shows of each.
pub(crate) fn all<'f>(
    found: &'f InGroup,
    style: Style<'_>,
) -> Vec<(&'f FindingReport, Diagnostic)> {
    let Some(own) = found.own() else { return Vec::new() };
    let places = Places::new(&own.text, style.client.units);
    let counted = own.report.findings.iter().filter(|f| f.suppressed.is_none());
    counted.map(|finding| (finding, one(finding, found, &places, style))).collect()
}

/// The message that shows findings; without any it removes those that are shown.
pub(crate) fn published(uri: &str, version: Option<i32>, shown: Vec<Diagnostic>) -> Option<Value> {
    let uri: Uri = uri.parse().ok()?;
    let params = PublishDiagnosticsParams { uri, diagnostics: shown, version };
    Some(notification("textDocument/publishDiagnostics", &params))
}

fn one(
    finding: &FindingReport,
    found: &InGroup,
    places: &Places<'_>,
    style: Style<'_>,
) -> Diagnostic {
    let message = &finding.message;
    let related = finding.related.iter().filter_map(|other| related(other, found, style));
    Diagnostic {
        range: places.range(finding.span.start, finding.span.end),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.rule.clone())),
        code_description: link(&finding.rule, style),
        source: Some(SOURCE.to_owned()),
        message: format!("{}\n{}\n{}", message.what, message.why, message.action),
        related_information: style.client.related.then(|| related.collect()),
        ..Diagnostic::default()
    }
}

const fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
    }
}

/// The page of a rule, where the settings say where pages are.
fn link(rule: &str, style: Style<'_>) -> Option<CodeDescription> {
    let href = address(rule, style.settings)?.parse().ok()?;
    style.client.links.then_some(CodeDescription { href })
}

/// The address of a rule's page, where the settings say where pages are.
pub(crate) fn address(rule: &str, settings: &Settings) -> Option<String> {
    let pages = settings.rule_pages.as_deref().filter(|pages| pages.contains("{rule}"))?;
    Some(pages.replace("{rule}", rule))
}

fn related(
    other: &RelatedReport,
    found: &InGroup,
    style: Style<'_>,
) -> Option<DiagnosticRelatedInformation> {
    let named = found.named(&other.document)?;
    let places = Places::new(&named.text, style.client.units);
    let range = places.range(other.span.start, other.span.end);
    let location = Location { uri: named.uri.parse().ok()?, range };
    Some(DiagnosticRelatedInformation { location, message: other.note.clone() })
}
