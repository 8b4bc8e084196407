//! Comments that silence a finding: `tfe-check: ignore RULE reason`.

use text::{Edit, Lines, Span};

use crate::finding::{Evidence, Finding, Fix, Rule, Safety, Severity, Stage};
use crate::registry;

const OURS: &str = "tfe-check's own rule";

static STALE: Rule = Rule::new("suppression-stale", Severity::Info, Stage::Run)
    .source(Evidence::Documented, OURS)
    .fix(Safety::Review);
static REFUSED: Rule = Rule::new("suppression-refused", Severity::Warning, Stage::Run)
    .source(Evidence::Documented, OURS);

/// The rules of this module.
pub(crate) static RULES: [&Rule; 2] = [&STALE, &REFUSED];

const MARK: &str = "tfe-check: ignore";

/// One such comment.
struct Suppression<'t> {
    span: Span,
    line: usize,
    /// The line that it speaks of.
    target: usize,
    rule: &'t str,
    reason: &'t str,
}

/// Marks the findings that the text says to ignore, and adds findings about comments that ignore
/// nothing or may not.
pub(crate) fn apply(text: &str, findings: &mut Vec<Finding>) {
    if !text.contains(MARK) {
        return;
    }
    let lines = Lines::new(text);
    let mut own = Vec::new();
    for comment in comments(text, &lines) {
        let refused = |why: &str, action: String| {
            REFUSED.at(comment.span).say("This comment ignores nothing.", why, action)
        };
        if registry::rule(comment.rule).is_none() {
            let action = match registry::nearest(comment.rule) {
                Some(name) => format!("Write `{name}`."),
                None => "Name the rule as the finding does.".to_owned(),
            };
            own.push(refused("There is no rule of that name.", action));
            continue;
        }
        if comment.reason.is_empty() {
            let action = "Say why it is fine, after the rule's name.".to_owned();
            own.push(refused("The reason is missing, so the finding still counts.", action));
            continue;
        }
        let here = |f: &&mut Finding| {
            let line = lines.position(f.primary.start).line;
            f.rule.name == comment.rule && (line == comment.line || line == comment.target)
        };
        let mut hits = findings.iter_mut().filter(here).peekable();
        if hits.peek().is_none() {
            own.push(stale(&comment));
        }
        for hit in hits {
            if hit.rule.data_loss {
                let action = "Fix it instead.".to_owned();
                own.push(refused("This rule stands for lost data and cannot be silenced.", action));
            } else {
                hit.suppressed = Some(comment.reason.to_owned());
            }
        }
    }
    findings.append(&mut own);
}

fn stale(comment: &Suppression<'_>) -> Finding {
    STALE
        .at(comment.span)
        .say(
            "This comment ignores a finding that is not there.",
            "The file was fixed since, or the comment stands at another line.",
            "Remove the comment.",
        )
        .fix(Fix::review("Remove the comment", Edit::delete(comment.span)))
}

fn comments<'t>(text: &'t str, lines: &Lines<'t>) -> Vec<Suppression<'t>> {
    let mut found = Vec::new();
    for line in 1..=lines.count() {
        let whole = lines.span(line);
        let content = whole.of(text);
        let Some(mark) = content.find(MARK) else { continue };
        let before = content.get(..mark).unwrap_or("");
        let Some(start) = before.rfind(['#', '/']) else { continue };
        let start = before.get(..start).map_or(start, |b| b.trim_end_matches(['/', '#']).len());
        let said = content.get(mark + MARK.len()..).unwrap_or("").trim();
        let (rule, reason) = said.split_once(char::is_whitespace).unwrap_or((said, ""));
        let alone = content.get(..start).is_some_and(|b| b.trim().is_empty());
        found.push(Suppression {
            span: Span::new(whole.start + start, whole.end),
            line,
            target: if alone { next_content(text, lines, line) } else { line },
            rule,
            reason: reason.trim(),
        });
    }
    found
}

/// The next line that is neither blank nor a comment.
fn next_content(text: &str, lines: &Lines<'_>, line: usize) -> usize {
    let blank = |l: &usize| {
        let content = lines.span(*l).of(text).trim_start();
        content.is_empty() || content.starts_with('#') || content.starts_with("//")
    };
    (line + 1..=lines.count()).find(|l| !blank(l)).unwrap_or(line)
}
