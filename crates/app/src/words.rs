//! Sentences that the page makes itself.

use text::Layout;
use tfe_check::report::{DocumentReport, FindingReport, Summary};
use tfe_check::{Evidence, Profile, Severity};

use crate::engine_client::Cause;
use crate::model::{Fixes, Model};

/// A message without the marks around code.
pub(crate) fn plain(message: &str) -> String {
    message.replace('`', "")
}

/// The same with a capital letter.
pub(crate) fn capital(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// `1 error`, `2 errors`
pub(crate) fn count(n: usize, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}

/// `3 errors, 2 warnings, 1 info`
pub(crate) fn counts(summary: &Summary) -> String {
    let info = format!("{} info", summary.info);
    format!("{}, {}, {info}", count(summary.error, "error"), count(summary.warning, "warning"))
}

/// The line under the verdict; `fixed` is the number of findings that fixes removed.
pub(crate) fn under_verdict(summary: &Summary, fixes: Fixes, fixed: usize) -> String {
    let fixable = match summary.fixable {
        _ if fixes == Fixes::Waiting => "Trying the fixes.".to_owned(),
        _ if fixes == Fixes::Unknown => "The fixes could not be tried.".to_owned(),
        0 => "There is no safe fix.".to_owned(),
        1 => "1 can be fixed safely.".to_owned(),
        n => format!("{n} can be fixed safely."),
    };
    format!("{}{}. {fixable}", counts(summary), and_fixed(fixed))
}

/// What was asked, as a sentence, or as its questions.
pub(crate) fn asked(asked: &[String]) -> String {
    if asked.iter().all(|question| question.ends_with('?')) {
        return format!("Asked: {}", asked.join(" "));
    }
    format!("Asked: {}.", asked.join("; "))
}

/// `, 3 fixed`
fn and_fixed(fixed: usize) -> String {
    if fixed == 0 { String::new() } else { format!(", {fixed} fixed") }
}

/// The name of the browser's tab: file, result, product.
pub(crate) fn title(model: &Model) -> String {
    if model.first_visit() {
        return "tfe-check".to_owned();
    }
    let name = model.active_name();
    match model.current().map(|j| (j.report.kind, j.summary())) {
        Some((Some(_), summary)) if summary.error > 0 => {
            format!("{name}: {} - tfe-check", count(summary.error, "error"))
        }
        Some((Some(_), summary)) if summary.warning > 0 => {
            format!("{name}: {} - tfe-check", count(summary.warning, "warning"))
        }
        Some((Some(_), _)) => format!("{name}: no errors - tfe-check"),
        _ => format!("{name} - tfe-check"),
    }
}

/// What is said to those who do not see the page, after a check.
pub(crate) fn spoken(model: &Model) -> String {
    if model.first_visit() {
        return String::new();
    }
    let Some(judged) = model.judged().filter(|_| !model.is_blank()) else { return String::new() };
    if model.repair_offered() {
        return "Checked: the text is damaged. A repair is offered.".to_owned();
    }
    if judged.report.kind.is_none() {
        return "Not checked: cannot tell what kind of file this is.".to_owned();
    }
    let fixed = and_fixed(model.fixed());
    match judged.summary() {
        Summary { error: 0, warning: 0, info: 0, .. } => format!("Checked: nothing to fix{fixed}."),
        summary => format!("Checked: {}{fixed}.", counts(&summary)),
    }
}

/// What is said when a key goes from one finding to the next.
pub(crate) fn stepped(number: usize, of: usize, finding: &FindingReport) -> String {
    let (severity, line) = (severity(finding.severity), finding.span.line);
    format!("{number} of {of}, {severity}, line {line}: {}", plain(&finding.message.what))
}

/// A severity's word.
pub(crate) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

/// What a policy is for.
pub(crate) fn profile(profile: Profile) -> &'static str {
    match profile {
        Profile::TfeExternalVault => "TFE with an external Vault",
        Profile::RaftSnapshot => "Raft snapshots",
        Profile::DynamicCredentials => "dynamic credentials",
        Profile::None => "Vault's own rules only",
    }
}

/// How well a finding is supported.
pub(crate) fn evidence(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Documented => "documented",
        Evidence::SupportArticle => "support article",
        // Whose source it is stands before it.
        Evidence::ChartSource | Evidence::VaultSource => "from the source",
        Evidence::Inferred => "inferred",
    }
}

/// The re-check of a text that is not in the editor yet.
pub(crate) fn rechecked(before: &DocumentReport, after: &DocumentReport) -> String {
    let mut summary = Summary::default();
    after.findings.iter().for_each(|f| summary.count(f));
    // The same rule may find another thing.
    let known = |f: &&FindingReport| {
        !before.findings.iter().any(|b| b.rule == f.rule && b.message.what == f.message.what)
    };
    let taken = accepted(after).map(|a| format!("{a} ")).unwrap_or_default();
    let counted = format!("{taken}{}", counts(&summary));
    let mut new = after.findings.iter().filter(|f| f.suppressed.is_none()).filter(known);
    // What is uncovered is named: a number by itself would only worry.
    match (new.next(), new.count()) {
        (None, _) => format!("{counted}, nothing new."),
        (Some(first), 0) => format!("{counted}, 1 new: {}", first.message.what),
        (Some(first), more) => {
            format!("{counted}, {} new: {} And {more} more.", more + 1, first.message.what)
        }
    }
}

/// What the real thing says of a document.
pub(crate) fn accepted(report: &DocumentReport) -> Option<&'static str> {
    let (kind, accepted) = (report.kind?, report.accepted?);
    Some(if accepted { kind.accepted } else { kind.refused })
}

/// `LF, UTF-8`
pub(crate) fn layout(layout: Layout) -> String {
    let mixed = if layout.mixed { " mixed" } else { "" };
    let mark = if layout.bom { " with BOM" } else { "" };
    format!("{}{mixed}, UTF-8{mark}", layout.line_end.name())
}

/// What to tell the authors when the engine broke. Nothing of the text is in it.
pub(crate) fn bug_report(model: &Model) -> String {
    let checking = &model.checking;
    let cause = match &checking.lost {
        Some((Cause::Crash { place }, _)) => {
            format!("crash at {}", place.as_deref().unwrap_or("?"))
        }
        Some((Cause::Hang { seconds }, _)) => format!("no answer within {seconds} s"),
        Some((Cause::Stopped, _)) => "stopped by hand".to_owned(),
        None => "the engine did not start".to_owned(),
    };
    let version = checking.version.as_deref().unwrap_or("unknown");
    let mut report = format!("tfe-check {version}: {cause}\n");
    for doc in &model.docs {
        let kind = doc.kind.or(model.kind()).map_or("unknown kind", |kind| kind.title);
        let lines = doc.text.lines().count();
        report +=
            &format!("- {kind}, {} bytes, {lines} lines, {}\n", doc.text.len(), layout(doc.layout));
    }
    report + "This report does not contain your text.\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_read_as_sentences() {
        let summary = Summary { error: 1, warning: 2, fixable: 1, ..Summary::default() };
        let line = "1 error, 2 warnings, 0 info. 1 can be fixed safely.";
        assert_eq!(under_verdict(&summary, Fixes::Tried, 0), line);
        let line = "1 error, 2 warnings, 0 info, 3 fixed. Trying the fixes.";
        assert_eq!(under_verdict(&summary, Fixes::Waiting, 3), line);
        let asks = |parts: [&str; 2]| asked(&parts.map(str::to_owned));
        assert_eq!(asks(["Does a?", "Is b?"]), "Asked: Does a? Is b?");
        assert_eq!(asks(["it reads a", "each b"]), "Asked: it reads a; each b.");
        assert_eq!(plain("the key `a`"), "the key a");
        assert_eq!(capital("éa"), "Éa");
    }

    #[test]
    fn layouts_are_named() {
        assert_eq!(layout(Layout::of("\u{feff}a\r\nb\r\nc\n")), "CRLF mixed, UTF-8 with BOM");
    }
}
