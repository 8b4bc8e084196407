//! Whole lines that two changes insert at one place: a header that both bring, such as `secrets:`, is there once,
//! with the lines of both below it. A reader of YAML would take only the last of two.

/// The lines of both, first those of `before`.
pub(crate) fn both(before: &str, more: &str) -> String {
    let behind = |text: &str| text.starts_with(['\n', '\r']) && !text.ends_with('\n');
    if !behind(before) || !behind(more) {
        return nest(before, more);
    }
    // At the end of a text without a last line break, the break comes first.
    let line_break = if before.starts_with('\r') { "\r\n" } else { "\n" };
    let bare = |text: &str| text.strip_prefix(line_break).unwrap_or(text).to_owned();
    let all = nest(&(bare(before) + line_break), &(bare(more) + line_break));
    format!("{line_break}{}", all.strip_suffix(line_break).unwrap_or(&all))
}

fn nest(before: &str, more: &str) -> String {
    let mut all = before.to_owned();
    for block in blocks(more) {
        let (at, rest) = room(&all, block);
        all.insert_str(at, rest);
    }
    all
}

/// Where in `all` a block belongs, and what of it is not there yet.
fn room<'b>(all: &str, block: &'b str) -> (usize, &'b str) {
    let (mut from, mut to, mut rest) = (0, all.len(), block);
    while let Some((header, below)) = opened(rest)
        && blocks(below).count() == 1
    {
        let part = all.get(from..to).unwrap_or_default();
        let mut start = from;
        let same = blocks(part).find_map(|b| {
            let at = start;
            start += b.len();
            b.strip_prefix(header).map(|lines| (at + header.len(), lines.len()))
        });
        let Some((at, length)) = same.filter(|(_, length)| *length > 0) else { break };
        (from, to, rest) = (at, at + length, below);
    }
    (to, rest)
}

/// The header of a block, and the lines below it.
fn opened(block: &str) -> Option<(&str, &str)> {
    let (header, below) = block.split_at(block.find('\n')? + 1);
    let key = header.trim();
    (key.ends_with(':') && !key.starts_with(['-', '#']) && !below.is_empty())
        .then_some((header, below))
}

/// The lines in groups, each of a line and of those below it that begin further to the right.
fn blocks(lines: &str) -> impl Iterator<Item = &str> {
    let mut rest = lines;
    std::iter::from_fn(move || {
        let indent = |line: &str| line.len() - line.trim_start().len();
        let mut all = rest.split_inclusive('\n');
        let first = all.next()?;
        let inside = |line: &&str| line.trim().is_empty() || indent(line) > indent(first);
        let length = first.len() + all.take_while(inside).map(str::len).sum::<usize>();
        let (block, after) = rest.split_at(length);
        rest = after;
        Some(block)
    })
}

#[cfg(test)]
mod tests {
    use super::both;

    #[test]
    fn a_header_that_two_bring_is_there_once() {
        assert_eq!(both("  s:\n    A: 1\n", "  s:\n    B: 2\n"), "  s:\n    A: 1\n    B: 2\n");
        assert_eq!(both("\ns:\n  A: 1", "\ns:\n  B: 2"), "\ns:\n  A: 1\n  B: 2");
        assert_eq!(both("s:\r\n  A: 1\r\n", "s:\r\n  B: 2\r\n"), "s:\r\n  A: 1\r\n  B: 2\r\n");
    }

    #[test]
    fn headers_in_headers_are_there_once_too() {
        let (a, b) = ("e:\n  s:\n    A: 1\n", "e:\n  s:\n    B: 2\n");
        assert_eq!(both(a, b), "e:\n  s:\n    A: 1\n    B: 2\n");
        assert_eq!(both(a, "e:\n  r:\n    B: 2\n"), "e:\n  s:\n    A: 1\n  r:\n    B: 2\n");
        let three = both(&both(a, "x: 1\n"), b);
        assert_eq!(three, "e:\n  s:\n    A: 1\n    B: 2\nx: 1\n");
        assert_eq!(
            both(&both(a, "r:\n  C: 3\n"), "r:\n  D: 4\n"),
            format!("{a}r:\n  C: 3\n  D: 4\n")
        );
    }

    #[test]
    fn what_is_no_header_follows() {
        assert_eq!(both("x\n", "x\n"), "x\nx\n");
        assert_eq!(
            both("- a:\n    b: 1\n", "- a:\n    b: 2\n"),
            "- a:\n    b: 1\n- a:\n    b: 2\n"
        );
        assert_eq!(both(", x", ", y"), ", x, y");
        assert_eq!(both("\n\n# a\nx", "\n\n# b\ny"), "\n\n# a\nx\n\n# b\ny");
        assert_eq!(both("\n# a\nx\n", "\n# b\ny\n"), "\n# a\nx\n\n# b\ny\n");
        assert_eq!(both("p {\n  a\n}\n", "p {\n  b\n}\n"), "p {\n  a\n}\np {\n  b\n}\n");
    }
}
