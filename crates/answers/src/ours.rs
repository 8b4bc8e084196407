//! Which of the files that nobody named are checked.

use tfe_check::report::{DocumentReport, FindingReport};
use tfe_check::{Document, Encoding, Kind, LIMIT, detect};

/// How the names end of files that are looked at; a name without an ending is too. Pages and programs
/// only show such texts as examples or make them; named, they are checked.
const ENDINGS: [&str; 15] = [
    "cfg", "conf", "env", "gotmpl", "j2", "json", "policy", "ps1", "template", "tftpl", "tmpl",
    "tofu", "tpl", "txt", "zsh",
];

/// How much of a text is looked at for zeros, which only binary files have.
const HEAD: usize = 8000;

/// Whether a file that was found is looked at at all, from its ending; `None` for a name without one.
pub fn is_looked_at(ending: Option<&str>) -> bool {
    let Some(ending) = ending else { return true };
    looked_at().any(|known| ending.eq_ignore_ascii_case(known))
}

/// The endings of the files that are looked at, in lower case; some twice.
pub fn looked_at() -> impl Iterator<Item = &'static str> {
    let own = Kind::all().flat_map(|kind| kind.extensions);
    ENDINGS.iter().chain(own).copied()
}

/// Whether a text that was found is surely one of those that are checked here. What looks like
/// other programs' files too is theirs, until somebody names the file.
pub fn is_surely_ours(document: &Document) -> bool {
    let zeros = document.text.bytes().take(HEAD).any(|byte| byte == 0);
    if matches!(document.encoding, Encoding::Broken(_))
        || zeros && document.encoding != Encoding::Utf16
        || document.text.len() > LIMIT
        || document.text.trim().is_empty()
    {
        return false;
    }
    let detected = detect(&document.name, &document.text);
    let is_ours = detected.kind.is_some() && !detected.guessed;
    // It says how the values next to it have to be nested.
    is_ours || detected.kind.is_none() && tfe_check::is_parent_chart(&document.text)
}

/// Whether a file that was found has nothing that is checked here: Terraform of something else, a log
/// without a known failure. A file that was found is not expected to have something.
pub fn has_nothing(found: &DocumentReport) -> bool {
    let says_so = |f: &FindingReport| tfe_check::rule(&f.rule).is_some_and(|r| r.nothing_here);
    let carries = found.kind.is_none_or(|kind| kind.carries);
    let silent = carries && found.parts.is_empty() && found.findings.is_empty();
    silent || !found.findings.is_empty() && found.findings.iter().all(says_so)
}
