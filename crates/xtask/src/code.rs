//! The words of a Rust file that the compiler acts on.

/// Names, `::` and single signs of a text, without comments, texts, characters, and whatever is only for
/// tests.
pub(crate) fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = length(rest, first);
        let (word, behind) = rest.split_at_checked(length).unwrap_or((rest, ""));
        let is_word = !(first.is_whitespace() || word.starts_with("//") || word.starts_with("/*"));
        if is_word {
            words.push(word);
        }
        rest = behind;
    }
    without_tests(&words)
}

/// How long what a text begins with is, in bytes.
fn length(rest: &str, first: char) -> usize {
    let up_to = |end: Option<usize>| end.unwrap_or(rest.len());
    match first {
        '/' if rest.starts_with("//") => up_to(rest.find('\n')),
        '/' if rest.starts_with("/*") => comment(rest),
        '"' => string(rest),
        '\'' => character(rest),
        'r' | 'b' | 'c' if raw(rest).is_some() => up_to(raw(rest)),
        ':' if rest.starts_with("::") => 2,
        c if c.is_alphanumeric() || c == '_' => {
            up_to(rest.find(|c: char| !(c.is_alphanumeric() || c == '_')))
        }
        c => c.len_utf8(),
    }
}

/// A comment with others inside.
fn comment(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(here) = rest.get(at..).filter(|here| !here.is_empty()) {
        let step = if here.starts_with("/*") {
            depth += 1;
            2
        } else if here.starts_with("*/") {
            depth = depth.saturating_sub(1);
            2
        } else {
            here.chars().next().map_or(1, char::len_utf8)
        };
        at += step;
        if depth == 0 {
            break;
        }
    }
    at.min(rest.len())
}

/// A text in quotes, with what `\` keeps from ending it.
fn string(rest: &str) -> usize {
    let mut is_kept = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if is_kept => is_kept = false,
            '\\' => is_kept = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// A character such as `'"'` and `'\''`; the quote by itself where it begins a lifetime.
fn character(rest: &str) -> usize {
    let mut letters = rest.char_indices().skip(1);
    match (letters.next(), letters.next()) {
        (Some((_, '\\')), Some((at, c))) => {
            let behind = at + c.len_utf8();
            let end = rest.get(behind..).and_then(|text| text.find('\''));
            end.map_or(rest.len(), |end| behind + end + 1)
        }
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 1,
    }
}

/// The length of `r"…"`, `br#"…"#` and their like; none for a name that begins so.
fn raw(rest: &str) -> Option<usize> {
    let body = rest.trim_start_matches(['b', 'c']);
    let hashes = body.strip_prefix('r')?;
    let quoted = hashes.trim_start_matches('#');
    let count = hashes.len() - quoted.len();
    let inner = quoted.strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(count));
    let start = rest.len() - inner.len();
    Some(inner.find(&end).map_or(rest.len(), |at| start + at + end.len()))
}

/// Leaves out the item after each `#[cfg(test)]`.
fn without_tests<'t>(words: &[&'t str]) -> Vec<&'t str> {
    const TEST: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::new();
    let mut rest = words;
    while let Some((first, behind)) = rest.split_first() {
        if let Some(item) = rest.strip_prefix(&TEST) {
            rest = item.get(item_length(item)..).unwrap_or_default();
        } else {
            kept.push(*first);
            rest = behind;
        }
    }
    kept
}

/// How many words an item has: up to its `;`, or to the brace that closes it.
fn item_length(words: &[&str]) -> usize {
    let mut depth = 0_usize;
    for (at, word) in words.iter().enumerate() {
        match *word {
            "{" => depth += 1,
            "}" if depth <= 1 => return at + 1,
            "}" => depth -= 1,
            ";" if depth == 0 => return at + 1,
            _ => {}
        }
    }
    words.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_compiler_acts_on_is_left() {
        let kept = |text: &str| words(text).join(" ");
        assert_eq!(kept("a /* b /* c */ d */ e // f\ng"), "a e g");
        assert_eq!(kept("x::<'a>('\\'', '\"', y)"), "x :: < ' a > ( '\\'' , '\"' , y )");
        assert_eq!(kept("r#\"a \" b\"# c"), "r#\"a \" b\"# c");
        assert_eq!(kept("\"a \\\" b\" raw"), "\"a \\\" b\" raw");
    }

    #[test]
    fn what_is_only_for_tests_is_left_out() {
        let kept = |text: &str| words(text).join(" ");
        assert_eq!(kept("a; #[cfg(test)] mod t { fn f() {} } b;"), "a ; b ;");
        assert_eq!(kept("#[cfg(test)]\nmod tests;\nmod b;"), "mod b ;");
    }
}
