//! What can be wrong with any text, whatever it is.

mod merge_conflict_left;
pub(crate) mod paste;

use text::Span;

use crate::base::document::Encoding;
use crate::base::finding::Finding;
use crate::base::judgement::LIMIT;
use crate::base::kind::Kind;
use crate::knowledge::rules::any::{
    FIXING_NOT_FINISHED, KIND_UNKNOWN, MORE_FINDINGS, TEXT_EMPTY, TEXT_IN_UTF16, TEXT_NOT_UTF8,
    TEXT_TOO_LONG,
};

/// What a rule for any text gets to know about it.
pub(crate) struct Facts<'t> {
    /// All of it.
    pub whole: &'t str,
    /// The part that is checked.
    pub judged: &'t str,
    /// What it was taken for.
    pub kind: Option<Kind>,
    /// Why, or why it was taken for nothing.
    pub reason: &'t str,
    /// What its bytes were.
    pub encoding: Encoding,
}

/// Looks at the text as such.
pub(crate) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let Facts { whole, judged, kind, reason, encoding } = *facts;
    let mut found = Vec::new();
    match encoding {
        Encoding::Utf8 => {}
        Encoding::Broken(at) => found.push(as_read(not_utf8(at), kind)),
        Encoding::Utf16 => {
            let utf16 = TEXT_IN_UTF16.at(first_line(whole)).say(
                "This file is saved as UTF-16.",
                "Vault and Helm read only UTF-8 and reject it.",
                "Save it as UTF-8, like the fixed file.",
            );
            found.push(as_read(utf16, kind));
        }
    }
    if whole.trim().is_empty() {
        found.push(TEXT_EMPTY.at(first_line(whole)).say(
            "This file is empty.",
            kind.map_or("There is nothing to check.", |kind| kind.empty),
            "Paste the whole file.",
        ));
    } else if kind.is_none() && !crate::across::rules::approle::has_role(judged) {
        let named = reason.starts_with("it looks like");
        found.push(KIND_UNKNOWN.at(first_line(whole)).say(
            if named {
                "This is not a kind of file that is checked here."
            } else {
                "Cannot tell what kind of file this is."
            },
            format!("Nothing was checked: {reason}."),
            if reason.contains("manifest") {
                "Paste the values of the release: `helm get values terraform-enterprise -o yaml`."
            } else {
                "Paste a Vault policy, Helm values or Terraform; or choose the kind."
            },
        ));
    }
    if judged.len() < whole.len() {
        found.push(TEXT_TOO_LONG.at(Span::new(judged.len(), whole.len())).say(
            format!("Only the first {} MB were checked.", LIMIT / (1024 * 1024)),
            "Problems after that point are not shown.",
            "Split the file, or check the rest by itself.",
        ));
    }
    found
}

/// So many findings were left out.
pub(crate) fn more(at: Span, left: usize) -> Finding {
    MORE_FINDINGS.at(at).say(
        format!("{left} more findings after this one are not shown."),
        "Most of them have the same causes as those shown.",
        "Correct what is shown, and check again.",
    )
}

/// Fixing ended before everything was tried.
pub(crate) fn not_all_fixed(at: Span) -> Finding {
    FIXING_NOT_FINISHED.at(at).say(
        "Not every fix of this file was tried.",
        "Too many fixes conflict with each other, or the file is too large.",
        "Apply the offered fixes, and check again.",
    )
}

/// What no reader accepts is reported in the name of the one that reads this kind.
pub(crate) fn as_read(finding: Finding, kind: Option<Kind>) -> Finding {
    match kind.and_then(|kind| kind.grammar) {
        Some((evidence, source)) => finding.source(evidence, source),
        None => finding,
    }
}

fn not_utf8(at: usize) -> Finding {
    TEXT_NOT_UTF8
        .at(Span::new(at, at + 1))
        .say(
            "A byte here is not valid UTF-8.",
            "Vault and Helm both reject the whole file, even if the byte is in a comment.",
            "Save the file as UTF-8, or check that it is the right file.",
        )
        .alone()
}

fn first_line(text: &str) -> Span {
    let start = text.len() - text.trim_start().len();
    let line = text.get(start..).and_then(|t| t.lines().next()).unwrap_or("");
    Span::new(start.min(text.len()), start + line.len())
}
