//! Rules with several paths.

use text::{Edit, Span};

use crate::base::finding::{Finding, Fix};
use crate::kinds::vault_policy::Facts;
use crate::knowledge::rules::vault_policy::SEVERAL_PATHS_IN_ONE_RULE;

/// So often the text is searched for the ends of rules; none of a text that lost its braces ends.
const SEARCHES: usize = 8;

/// `path "a", "b" {`: the findings, and the headers, whose problems are reported with them.
pub(super) fn find(facts: &Facts<'_>) -> (Vec<Finding>, Vec<Span>) {
    let mut found = Vec::new();
    let mut headers: Vec<Span> = Vec::new();
    let mut searched = 0;
    for problem in &facts.document.problems {
        let start = problem.span.start;
        if headers.last().is_some_and(|h| start < h.end) {
            continue;
        }
        let Some((paths, open)) = header(facts.text, start) else { continue };
        let finding = SEVERAL_PATHS_IN_ONE_RULE.at(Span::new(start, open)).say(
            "A rule has one path, and this one has several.",
            "Vault rejects the whole policy: `vault policy write` fails.",
            "Write one rule for each path.",
        );
        let closed = (searched <= SEARCHES * facts.text.len()).then(|| body_end(facts.text, open));
        let closed = closed.flatten();
        searched += closed.unwrap_or(facts.text.len()) - open;
        let fix = closed.map(|end| {
            let body = Span::new(open, end).of(facts.text);
            let rules: Vec<String> =
                paths.iter().map(|path| format!("path {path} {body}")).collect();
            let text = rules.join(facts.layout.adapt("\n\n").as_ref());
            Fix::safe("Write one rule for each path", Edit::replace(Span::new(start, end), text))
        });
        found.push(finding.fix(fix));
        headers.push(Span::new(start, open + 1));
    }
    (found, headers)
}

/// The quoted paths after a `path`, and where their `{` stands; none where there is only one.
fn header(text: &str, start: usize) -> Option<(Vec<&str>, usize)> {
    let mut rest = text.get(start..)?.strip_prefix("path")?.trim_start();
    let list = rest.strip_prefix('[');
    rest = list.unwrap_or(rest).trim_start();
    let mut paths = Vec::new();
    loop {
        let inner = rest.strip_prefix('"')?;
        let length = inner
            .find(['"', '\n'])
            .filter(|at| inner.get(*at..).is_some_and(|r| r.starts_with('"')))?;
        paths.push(rest.get(..length + 2)?);
        rest = rest.get(length + 2..)?.trim_start();
        match rest.strip_prefix(',') {
            Some(more) => rest = more.trim_start(),
            None => break,
        }
    }
    rest = rest.strip_prefix(']').unwrap_or(rest).trim_start();
    (paths.len() > 1 && rest.starts_with('{')).then_some((paths, text.len() - rest.len()))
}

/// One past the brace that closes the one at `open`.
fn body_end(text: &str, open: usize) -> Option<usize> {
    let (mut depth, mut quoted) = (0_usize, false);
    for (at, byte) in text.get(open..)?.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'{' if !quoted => depth += 1,
            b'}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return Some(open + at + 1);
        }
    }
    None
}
