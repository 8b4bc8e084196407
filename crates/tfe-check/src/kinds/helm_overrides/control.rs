//! Lines that only a template engine reads: Terraform's, Jinja's, Go's.

use helm_values::GoAction;
use text::Span;

use super::facts::Facts;

/// Whose lines a text has: a file with those is a template on purpose.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Engine {
    Terraform,
    Jinja,
    Go,
    /// Marks only within values, which many people expect Helm to evaluate.
    Unclear,
}

impl Engine {
    pub(super) fn of_line(line: &str) -> Option<Self> {
        let line = line.trim_start();
        match line.get(..2)? {
            "%{" => Some(Self::Terraform),
            "{%" => Some(Self::Jinja),
            "{{" => GoAction::of(line).map(|_| Self::Go),
            _ => None,
        }
    }
}

/// The first line that is only for a template engine.
pub(super) fn control_line(text: &str) -> Option<Span> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at + line.len() - line.trim_start().len();
        if Engine::of_line(line).is_some() {
            return Some(Span::new(start, at + line.trim_end().len()));
        }
        at += line.len();
    }
    None
}

impl Facts<'_> {
    /// Whether entries may be where only a condition has them: none can be moved or added then.
    pub(super) fn has_conditions(&self) -> bool {
        (self.text.contains("%{") || self.text.contains("{%") || self.text.contains("{{"))
            && control_line(self.text).is_some()
    }
}
