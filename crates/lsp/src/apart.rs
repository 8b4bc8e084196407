//! A checker without files: only what the editor has open is checked.

use std::collections::BTreeMap;
use std::sync::Arc;

use answers::{has_nothing, is_looked_at, is_surely_ours};
use tfe_check::{Document, check};

use crate::job::{Checker, Done, Found, Job, Text, Together};
use crate::known::document;

/// Checks the open texts of a folder together, for programs that have no files: pages, editors in a
/// browser.
#[derive(Debug, Default)]
pub struct Apart;

impl Checker for Apart {
    fn check(&mut self, job: &Job) -> Done {
        let mut folders: BTreeMap<&str, Vec<&Text>> = BTreeMap::new();
        for text in &job.open {
            folders.entry(folder(&text.uri)).or_default().push(text);
        }
        let is_changed = |texts: &&Vec<&Text>| texts.iter().any(|t| job.changed.contains(&t.uri));
        let groups = folders.values().filter(is_changed).map(|texts| together(texts, job));
        Done { groups: groups.collect(), notes: Vec::new() }
    }
}

fn folder(uri: &str) -> &str {
    uri.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn together(texts: &[&Text], job: &Job) -> Together {
    let all = texts.iter().map(|text| (*text, document(text)));
    let ours: Vec<(&Text, Document)> = all.filter(|(_, d)| is_ours(d)).collect();
    let documents: Vec<Document> = ours.iter().map(|(_, document)| document.clone()).collect();
    let report = check(&documents, &job.settings.options());
    let found = ours.iter().zip(report.documents).map(|((text, _), report)| Found {
        uri: text.uri.clone(),
        version: Some(text.version),
        text: Arc::clone(&text.text),
        report,
    });
    Together(found.filter(|found| !has_nothing(&found.report)).collect())
}

fn is_ours(document: &Document) -> bool {
    let ending = document.name.rsplit_once('.').map(|(_, ending)| ending);
    is_looked_at(ending) && is_surely_ours(document)
}
