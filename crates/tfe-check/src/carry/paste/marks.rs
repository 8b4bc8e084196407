//! Lines that begin and end code blocks: Markdown's, those of ticket systems, of Org files and of LaTeX.

use crate::carry::line::Line;

/// Whether a block that began with one line ends with the other: that has the same signs, and no fewer.
pub(super) fn closes(first: &Line<'_>, last: &Line<'_>) -> bool {
    let (first, last) = (first.content.trim(), last.content.trim());
    let sign = |line: &str| line.trim_start_matches(['{', '[', '/']).chars().next();
    let ticks = |line: &str| line.len() - line.trim_start_matches(['`', '~']).len();
    let begins_another = sign(first) == Some('#') && !is_org(last, "#+end_")
        || sign(first) == Some('\\') && !last.starts_with("\\end");
    sign(first) == sign(last) && ticks(first) <= ticks(last) && !begins_another
}

/// A line that begins or ends a code block, whatever language it names.
pub(super) fn is_fence(line: &str) -> bool {
    let line = line.trim();
    let ticks = |mark: char| {
        let rest = line.trim_start_matches(mark);
        line.len() - rest.len() >= 3 && !rest.contains([mark, '"', ':', '#']) && rest.len() < 40
    };
    let tagged = |open: &str, close: char| {
        line.strip_prefix(open).is_some_and(|r| r.ends_with(close) && !r.contains(['"', ' ']))
    };
    ticks('`')
        || ticks('~')
        || is_macro(line, "{code")
        || is_macro(line, "{noformat")
        || tagged("[code", ']')
        || line == "[/code]"
        || ["#+begin_src", "#+begin_example", "#+end_"].iter().any(|mark| is_org(line, mark))
        || ["\\begin{", "\\end{"].iter().any(|mark| is_latex(line, mark))
}

/// `{code}`, and with a language, a title: `{code:yaml|title=the file}`.
fn is_macro(line: &str, open: &str) -> bool {
    let rest = line.strip_prefix(open).and_then(|rest| rest.strip_suffix('}'));
    rest.is_some_and(|r| (r.is_empty() || r.starts_with(':')) && !r.contains(['"', '{', '}']))
}

/// `#+BEGIN_SRC yaml`, in capitals or not.
fn is_org(line: &str, mark: &str) -> bool {
    line.get(..mark.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(mark))
}

/// `\begin{verbatim}`, with what the block is called by the packages for listings.
fn is_latex(line: &str, mark: &str) -> bool {
    let name = line.strip_prefix(mark).and_then(|rest| rest.split_once('}')).map(|(name, _)| name);
    matches!(name, Some("verbatim" | "Verbatim" | "lstlisting" | "minted"))
}
