//! Code blocks of Markdown and of ticket systems, with or without sentences around them.

use text::Span;

use super::{Layer, Line, Look, Wrapping, lines_of, one_of};
use crate::carry::signs;

/// What is written behind the backticks.
const LANGUAGES: [&str; 5] = ["hcl", "terraform", "yaml", "yml", "json"];

pub(super) fn fence(text: &str, look: Look) -> Option<Layer> {
    if !["```", "~~~", "{code", "{noformat", "[code", "[/code", "`"]
        .iter()
        .any(|m| text.contains(m))
    {
        return None;
    }
    let lines: Vec<Line<'_>> = lines_of(text).collect();
    let fences: Vec<&Line<'_>> = lines.iter().filter(|l| is_fence(l.content)).collect();
    let Some(first) = fences.first() else { return inline(text) };
    let at = Span::new(first.start + first.indent(), first.start + first.content.trim_end().len());
    let (inside, outside) = parts(&lines);
    // A block whose first or last fence is missing has its content outside.
    let rules = inside.iter().all(|part| signs::has_rules(part) || !(look.is_ours)(part));
    let joined = || {
        vec![inside.iter().filter(|p| (look.is_ours)(p)).cloned().collect::<Vec<_>>().join("\n")]
    };
    let found = match rules && inside.iter().any(|p| (look.is_ours)(p)) {
        true => one_of(joined(), look),
        false => one_of(inside.clone(), look),
    };
    let inner = found.or_else(|| one_of(vec![outside], look))?;
    let layer = Layer { wrapping: Wrapping::Fence, at, count: fences.len(), inner, sure: true };
    Some(layer)
}

/// Whether a text has blocks that begin and end.
pub(crate) fn has_code_blocks(text: &str) -> bool {
    lines_of(text).filter(|line| is_fence(line.content)).nth(1).is_some()
}

/// The places of the code blocks of a text, without their fences.
pub(crate) fn blocks(text: &str) -> impl Iterator<Item = Span> {
    let mut open = None;
    lines_of(text).filter_map(move |line| {
        if !is_fence(line.content) {
            return None;
        }
        let end = line.start + line.whole.len();
        match open.take() {
            Some(start) => Some(Span::new(start, line.start)),
            None => {
                open = Some(end);
                None
            }
        }
    })
}

/// What stands inside of blocks, each by itself, and what stands outside.
fn parts(lines: &[Line<'_>]) -> (Vec<String>, String) {
    let mut inside = Vec::new();
    let mut outside = String::new();
    let mut open: Option<(usize, String)> = None;
    for line in lines {
        match (&mut open, is_fence(line.content)) {
            (None, true) => open = Some((line.indent(), String::new())),
            (None, false) => outside.push_str(line.whole),
            (Some(_), true) => inside.extend(open.take().map(|(_, text)| text)),
            (Some((depth, text)), false) => {
                let depth = (*depth).min(line.indent());
                text.push_str(line.whole.get(depth..).unwrap_or(line.whole));
            }
        }
    }
    inside.extend(open.map(|(_, text)| text));
    (inside, outside)
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
        || tagged("{code", '}')
        || tagged("{noformat", '}')
        || tagged("[code", ']')
        || line == "[/code]"
}

/// The whole text between backticks, on its first and last line.
fn inline(text: &str) -> Option<Layer> {
    let trimmed = text.trim();
    let bare = trimmed.trim_start_matches('`');
    let ticks = trimmed.len() - bare.len();
    let content = bare.strip_suffix("`".repeat(ticks).as_str())?;
    let start = text.find('`')?;
    if ticks == 0 || content.contains('`') {
        return None;
    }
    // A language may be named before the text.
    let named =
        content.split_once(char::is_whitespace).filter(|(word, _)| LANGUAGES.contains(word));
    let content = named.map_or(content, |(_, rest)| rest);
    let at = Span::new(start, start + ticks);
    let inner = Some(format!("{}\n", content.trim_end()));
    Some(Layer { wrapping: Wrapping::Fence, at, count: 2, inner, sure: true })
}
