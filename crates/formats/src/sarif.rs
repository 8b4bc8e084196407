//! SARIF 2.1.0, as code hosts and editors read it.

use serde_json::{Value, json};
use text::Lines;
use tfe_check::report::{DocumentReport, FindingReport, FixReport, SpanReport};
use tfe_check::{Document, Report, Severity, secrets_of};

use crate::address::escaped;
use crate::fingerprint::fingerprint;

/// The report as a SARIF log with one run.
/// `page` gives the page of a rule as it is written.
pub fn sarif<'p>(
    documents: &[Document],
    report: &Report,
    page: impl Fn(&str) -> Option<&'p str>,
) -> Value {
    let mut names: Vec<&str> =
        report.documents.iter().flat_map(|d| &d.findings).map(|f| f.rule.as_str()).collect();
    text::sort_by(&mut names, Ord::cmp);
    names.dedup();
    let mut results = Vec::new();
    for (at, (document, found)) in documents.iter().zip(&report.documents).enumerate() {
        let secrets = secrets_of(document);
        let file = File { document, found, at, lines: Lines::new(&document.text), report, secrets };
        results.extend(found.findings.iter().map(|f| file.result(f, &names)));
    }
    let artifacts: Vec<Value> =
        report.documents.iter().map(|d| json!({ "location": { "uri": uri(&d.name) } })).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": report.tool.name,
                "semanticVersion": report.tool.version,
                "rules": names.iter().map(|name| rule(name, page(name).unwrap_or_default())).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "artifacts": artifacts,
            "results": results,
            "properties": { "versions": report.versions },
        }],
    })
}

/// A rule with the text of its page.
fn rule(name: &str, page: &str) -> Value {
    let body = page.split_once("\n---\n").map_or(page, |(_, body)| body).trim();
    let title = body.lines().next().unwrap_or("").trim_start_matches("# ");
    let section = |heading: &str| {
        let (_, rest) = body.split_once(&format!("\n## {heading}\n")).unwrap_or_default();
        rest.split("\n## ").next().unwrap_or("").trim().replace('\n', " ")
    };
    let known = tfe_check::rule(name);
    let level = known.map_or("warning", |r| level(r.severity));
    json!({
        "id": name,
        "shortDescription": { "text": title },
        "fullDescription": { "text": section("What") },
        "help": { "text": format!("{} {}", section("Why"), section("When to ignore")), "markdown": body },
        "defaultConfiguration": { "level": level },
        "properties": {
            "stage": known.map(|r| r.stage),
            "evidence": known.map(|r| r.evidence),
            "source": known.map(|r| r.source),
        },
    })
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

struct File<'a> {
    document: &'a Document,
    found: &'a DocumentReport,
    /// Its place among the artifacts.
    at: usize,
    lines: Lines<'a>,
    report: &'a Report,
    secrets: text::Masker,
}

impl File<'_> {
    fn result(&self, finding: &FindingReport, rules: &[&str]) -> Value {
        let message = &finding.message;
        let mut region = region(&finding.span);
        let marked = text::Span::new(finding.span.start, finding.span.end);
        region["snippet"] = json!({ "text": self.secrets.excerpt(&self.document.text, marked) });
        let mut result = json!({
            "ruleId": finding.rule,
            "ruleIndex": rules.iter().position(|r| *r == finding.rule),
            "level": level(finding.severity),
            "message": { "text": format!("{} {} {}", message.what, message.why, message.action) },
            "locations": [{ "physicalLocation": {
                "artifactLocation": self.artifact(),
                "region": region,
            } }],
            "partialFingerprints": { "tfeCheck/v1": fingerprint(self.found, finding) },
        });
        if !finding.related.is_empty() {
            let related = finding.related.iter().enumerate().map(|(id, r)| {
                let artifact = self.report.documents.iter().position(|d| d.name == r.document);
                json!({
                    "id": id,
                    "message": { "text": r.note },
                    "physicalLocation": {
                        "artifactLocation": { "uri": uri(&r.document), "index": artifact },
                        "region": self::region(&r.span),
                    },
                })
            });
            result["relatedLocations"] = related.collect();
        }
        let fixes: Vec<Value> =
            finding.fixes.iter().filter(|f| !self.writes_secret(f)).map(|f| self.fix(f)).collect();
        if !fixes.is_empty() {
            result["fixes"] = Value::Array(fixes);
        }
        if let Some(reason) = &finding.suppressed {
            result["suppressions"] = json!([{ "kind": "inSource", "justification": reason }]);
        }
        result
    }

    fn artifact(&self) -> Value {
        json!({ "uri": uri(&self.found.name), "index": self.at })
    }

    /// Whether a fix writes a secret out. A log goes to a code host, where others read it.
    fn writes_secret(&self, fix: &FixReport) -> bool {
        fix.edits.iter().any(|e| self.secrets.mask_own(&e.insert) != e.insert)
    }

    fn fix(&self, fix: &FixReport) -> Value {
        let replacement = |e: &tfe_check::report::EditReport| {
            let (start, end) = (self.lines.position(e.start), self.lines.position(e.end));
            let span = SpanReport {
                start: e.start,
                end: e.end,
                line: start.line,
                column: start.column,
                end_line: end.line,
                end_column: end.column,
            };
            json!({ "deletedRegion": region(&span), "insertedContent": { "text": e.insert } })
        };
        let replacements: Vec<Value> = fix.edits.iter().map(replacement).collect();
        json!({
            "description": { "text": fix.title },
            "artifactChanges": [{ "artifactLocation": self.artifact(), "replacements": replacements }],
            "properties": { "safety": fix.safety },
        })
    }
}

fn region(span: &SpanReport) -> Value {
    json!({
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
        "byteOffset": span.start,
        "byteLength": span.end - span.start,
    })
}

/// A file's name as a relative reference, or as a `file:` address where it is absolute.
fn uri(name: &str) -> String {
    let name = name.strip_prefix("./").unwrap_or(name).replace('\\', "/");
    let scheme = if name.starts_with('/') { "file://" } else { "" };
    format!("{scheme}{}", escaped(&name))
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn names_become_references() {
        assert_eq!(uri("./a b/tfe#1.hcl"), "a%20b/tfe%231.hcl");
        assert_eq!(uri("/etc/tfe.hcl"), "file:///etc/tfe.hcl");
        assert_eq!(uri("é.hcl"), "%C3%A9.hcl");
    }
}
