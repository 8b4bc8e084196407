//! The findings of all documents, for a ticket, a program, a code host. Secrets are masked: only the
//! engine's messages are in a report, and no fixed text.

use serde_json::{Value, json};
use tfe_check::report::{DocumentReport, Report, SCHEMA, Summary, Tool};

use crate::asks;
use crate::boot;
use crate::model::{Doc, Model, Results};

/// As Markdown, laid out as the command line does.
pub(crate) fn markdown(model: &Model) -> String {
    report(model).map(|report| formats::markdown(&report, Some(""))).unwrap_or_default()
}

/// As JSON, in the format of the command line.
pub(crate) fn json(model: &Model) -> String {
    report(model)
        .map(without_edits)
        .map(|report| format!("{:#}", value(&report)))
        .unwrap_or_default()
}

/// What the page around a frame hears: no line of the text is in it.
pub(crate) fn found(model: &Model) -> String {
    let Some(report) = report(model).map(without_edits) else { return "{}".to_owned() };
    let value = value(&report);
    let documents = value["documents"].as_array().into_iter().flatten();
    let findings = documents.filter_map(|document| document["findings"].as_array()).flatten();
    let findings: Value = findings.cloned().collect();
    json!({ "findings": findings, "summary": value["summary"].clone() }).to_string()
}

/// Every JSON of a report goes through this one form: a writer more for each would weigh as much as a view.
fn value(report: &Report) -> Value {
    serde_json::to_value(report).unwrap_or_default()
}

/// As SARIF.
pub(crate) fn sarif(model: &Model) -> String {
    let Some((report, results)) = report(model).map(without_edits).zip(model.results.as_deref())
    else {
        return String::new();
    };
    let docs = results.documents.iter().filter_map(|judged| {
        let doc: &Doc = model.docs.iter().find(|doc| doc.id == judged.id)?;
        let mut document = asks::document(doc, false);
        document.name = model.name(doc);
        document.text = judged.text.to_string();
        Some(document)
    });
    let documents: Vec<_> = docs.collect();
    let pages: Vec<(String, String)> = rules_of(&report)
        .filter_map(|name| Some((name.to_owned(), boot::rule_page(name)?)))
        .collect();
    let page =
        |name: &str| pages.iter().find(|(rule, _)| rule == name).map(|(_, page)| page.as_str());
    format!("{:#}", formats::sarif(&documents, &report, page))
}

/// What a fix writes is a part of the user's text.
fn without_edits(mut report: Report) -> Report {
    report.documents.iter_mut().flat_map(|d| &mut d.findings).for_each(|f| f.fixes.clear());
    report
}

fn rules_of(report: &Report) -> impl Iterator<Item = &str> {
    report.documents.iter().flat_map(|d| &d.findings).map(|f| f.rule.as_str())
}

/// The report of the documents as they are named on the page.
fn report(model: &Model) -> Option<Report> {
    let results = model.results.as_deref()?;
    let mut summary = Summary::default();
    let documents: Vec<DocumentReport> =
        open(model, results).map(|document| named(model, document)).collect();
    documents.iter().flat_map(|d| &d.findings).for_each(|finding| summary.count(finding));
    let version = model.checking.version.clone().unwrap_or_default();
    Some(Report {
        schema: SCHEMA.to_owned(),
        tool: Tool { name: "tfe-check".to_owned(), version },
        versions: results.versions.clone(),
        documents,
        summary,
    })
}

fn open<'r>(model: &'r Model, results: &'r Results) -> impl Iterator<Item = &'r DocumentReport> {
    let is_open = |id| model.docs.iter().any(|doc| doc.id == id);
    results.documents.iter().filter(move |judged| is_open(judged.id)).map(|judged| &judged.report)
}

fn named(model: &Model, document: &DocumentReport) -> DocumentReport {
    let mut document = DocumentReport { fixed: None, ..document.clone() };
    document.name = model.shown_name_of(&document.name);
    for related in document.findings.iter_mut().flat_map(|finding| &mut finding.related) {
        related.document = model.shown_name_of(&related.document);
    }
    document
}
