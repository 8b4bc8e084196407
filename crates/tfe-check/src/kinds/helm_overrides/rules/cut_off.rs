//! Where a file ends in the middle.

use helm_values::{Kind as NodeKind, Style, Unfinished, unfinished};
use text::Span;

use crate::kinds::helm_overrides::once::parsed;
use crate::knowledge::{self, KeyForm};

/// What is not whole at the end of a text; none where the text may end there. `accepted` says
/// whether Helm takes it.
pub(crate) fn cut_off(text: &str, accepted: bool) -> Option<Unfinished> {
    let open = if accepted { None } else { unfinished(text) };
    open.or_else(|| part_of_a_key(text))
}

/// Whether a text without a line end stops after the colon of a key that needs something below it.
pub(crate) fn ends_behind_a_key(text: &str) -> bool {
    let line = text.rsplit('\n').next().unwrap_or_default();
    let Some(key) = line.trim().trim_start_matches("- ").strip_suffix(':') else { return false };
    let bare = |path: &str| path.rsplit('.').next() == Some(key);
    key.starts_with("TFE_")
        || knowledge::chart_keys().iter().any(|k| bare(k.path) && holds_lines(k.form))
}

const fn holds_lines(form: KeyForm) -> bool {
    matches!(
        form,
        KeyForm::Block
            | KeyForm::Map
            | KeyForm::StringMap
            | KeyForm::ScalarMap
            | KeyForm::NameList
            | KeyForm::RefList
    )
}

/// A single word on the last line, where the chart has keys: YAML reads it as the whole block.
fn part_of_a_key(text: &str) -> Option<Unfinished> {
    let last = text.rfind('\n')? + 1;
    let line = text.get(last..)?;
    let word = line.trim_start().trim_start_matches("- ");
    let is_word = !word.trim().is_empty()
        && word
            .trim()
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/'));
    // Longer texts end so rarely that they are not read once more for it.
    if !is_word || text.len() > LARGE {
        return None;
    }
    let document = parsed(text);
    let start = text.len() - word.len();
    let mut nodes = document.nodes();
    let (id, node) = nodes.find(|(_, node)| node.span.start == start)?;
    let NodeKind::Scalar(scalar) = &node.kind else { return None };
    let path = document.path(id);
    let keys = path.iter().rposition(|key| key.parse::<usize>().is_err())? + 1;
    let form = knowledge::chart_key(&path.get(..keys)?.join("."))?.form;
    let in_list = keys < path.len();
    let fits = in_list == matches!(form, KeyForm::NameList | KeyForm::RefList);
    (scalar.style == Style::Plain && fits && holds_lines(form)).then(|| {
        let above = text.get(..last).unwrap_or_default();
        // An empty header would take the block away.
        let header = above.trim_end();
        let closed = match header.ends_with(':') {
            true => format!("{header} {{}}{}", above.get(header.len()..).unwrap_or_default()),
            false => above.to_owned(),
        };
        let at = last + line.len() - line.trim_start().len();
        let span = Span::new(at, text.trim_end().len());
        Unfinished { span, from: last, missing: Vec::new(), closed }
    })
}

/// As much is read twice without a thought.
const LARGE: usize = 256 * 1024;
