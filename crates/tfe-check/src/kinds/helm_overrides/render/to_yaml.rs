//! What `toYaml` does to odd letters. It writes JSON, reads that as YAML and writes YAML
//! (sigs.k8s.io/yaml `Marshal`), and where the reading fails it prints nothing at all.

use helm_values::{Data, Map, Value};

/// What comes back from `toYaml | nindent N`.
pub(super) enum Carried {
    /// It failed: nothing is printed.
    Nothing,
    /// The value as it is read back from the manifest.
    Value(Value),
    /// Lines of the text stand left of their block: the manifest cannot be read.
    Torn,
}

/// The value after `toYaml`, moved right by `indent` after a key that stands at `key`.
pub(super) fn carried(value: &Value, indent: usize, key: usize) -> Carried {
    let mut carrier = Carrier { indent, fails: false, torn: false };
    // Most values come back as they are, and are shared instead of copied.
    let mut value = if is_plain(value) { value.clone() } else { carrier.value(value) };
    if let Data::String(text) = &mut value.data
        && is_block(text)
        && text.starts_with(|c| c == ' ' || is_break(c))
    {
        *text = deeper(text, indent.saturating_sub(key)).into();
    }
    match (carrier.fails, carrier.torn) {
        (true, _) => Carried::Nothing,
        (false, true) => Carried::Torn,
        (false, false) => Carried::Value(value),
    }
}

/// Whether nothing is in its keys and texts that anybody writes or reads in another way.
fn is_plain(value: &Value) -> bool {
    let plain = |text: &str| text.bytes().all(|b| matches!(b, b'\n' | b' '..=b'~'));
    match &value.data {
        Data::String(text) => plain(text),
        Data::List(items) => items.iter().all(is_plain),
        Data::Map(map) => map.iter().all(|(key, value)| plain(key) && is_plain(value)),
        Data::Null | Data::Bool(_) | Data::Number(_) => true,
    }
}

struct Carrier {
    indent: usize,
    fails: bool,
    torn: bool,
}

impl Carrier {
    fn value(&mut self, value: &Value) -> Value {
        let data = match &value.data {
            Data::String(text) => Data::String(self.text(text).into()),
            Data::List(items) => Data::list(items.iter().map(|item| self.value(item)).collect()),
            Data::Map(map) => Data::map(self.map(map)),
            other => other.clone(),
        };
        Value { data, origin: value.origin }
    }

    fn map(&mut self, map: &Map) -> Map {
        let mut out = Map::new();
        for (key, value) in map {
            // A key of several lines is none.
            self.fails |= !key.chars().all(is_readable) || key.contains(NEXT_LINE);
            out.extend([(key.clone(), self.value(value))]);
        }
        out
    }

    fn text(&mut self, text: &str) -> String {
        self.fails |= !text.chars().all(is_readable) || has_marker(text);
        let text = folded(text);
        if is_block(&text) { self.separated(&text) } else { text }
    }

    /// After a line or paragraph separator `nindent` adds no blanks: the rest of the line is left of
    /// its block, or keeps fewer blanks.
    fn separated(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find(SEPARATORS) {
            let (line, after) = rest.split_at(at + '\u{2028}'.len_utf8());
            out.push_str(line);
            let content = after.trim_start_matches(' ');
            let blanks = after.len() - content.len();
            let goes_on = content.starts_with(|c| !is_break(c));
            self.torn |= goes_on && blanks < self.indent;
            rest = after.get(blanks.min(self.indent)..).unwrap_or_default();
        }
        out.push_str(rest);
        out
    }
}

const NEXT_LINE: char = '\u{85}';
const SEPARATORS: [char; 2] = ['\u{2028}', '\u{2029}'];

const fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\u{2028}' | '\u{2029}')
}

/// What YAML reads in the JSON text; controls below a blank are escaped in it.
const fn is_readable(c: char) -> bool {
    !matches!(c, '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}')
}

/// A document's mark at the beginning of a line, where none may stand.
fn has_marker(text: &str) -> bool {
    text.split(NEXT_LINE).skip(1).any(|line| {
        let rest = line.strip_prefix("---").or_else(|| line.strip_prefix("..."));
        rest.is_some_and(|rest| rest.starts_with(' '))
    })
}

/// A next line (U+0085) is a line break in the JSON text: it becomes a blank, several become one
/// line feed fewer, and the blanks around them go.
fn folded(text: &str) -> String {
    let mut lines = text.split(NEXT_LINE).peekable();
    let mut out = lines.next().unwrap_or_default().to_owned();
    while let Some(mut line) = lines.next() {
        out.truncate(out.trim_end_matches(' ').len());
        let mut breaks = 0;
        while line.trim_start_matches(' ').is_empty()
            && let Some(next) = lines.next()
        {
            breaks += 1;
            line = next;
        }
        out.push_str(&if breaks == 0 { " ".to_owned() } else { "\n".repeat(breaks) });
        out.push_str(line.trim_start_matches(' '));
    }
    out
}

/// Whether the emitter writes the text as a block (`|`): with line feeds, without letters that need
/// an escape, without blanks at a line's end.
fn is_block(text: &str) -> bool {
    let plain = |c: char| !(c < ' ' && c != '\n') && c != '\u{feff}' && is_readable(c);
    let blank_before = |b: char| text.contains(&format!(" {b}"));
    text.contains('\n')
        && text.chars().all(plain)
        && !text.ends_with(' ')
        && !['\n', '\u{2028}', '\u{2029}'].into_iter().any(blank_before)
}

/// A block that begins with a blank or an empty line names its depth (`|2`), which counts from the
/// key in the manifest: the blanks between belong to the text.
fn deeper(text: &str, blanks: usize) -> String {
    let mut out = String::with_capacity(text.len() + blanks);
    for line in text.split_inclusive('\n') {
        if line != "\n" {
            out.push_str(&" ".repeat(blanks));
        }
        out.push_str(line);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn back(text: &str) -> Option<String> {
        let value = Value::of(Data::String(text.into()));
        match carried(&value, 8, 6) {
            Carried::Value(value) => value.as_str().map(str::to_owned),
            Carried::Nothing => Some("nothing".to_owned()),
            Carried::Torn => None,
        }
    }

    /// As helm 4.1.4 renders them below `toYaml | nindent 8`.
    #[test]
    fn odd_letters_come_back_as_from_helm() {
        for (text, read) in [
            (" a\nb", Some("   a\n  b")),
            ("\n a", Some("\n   a")),
            ("\nb", Some("\n  b")),
            ("\n\n a\nb", Some("\n\n   a\n  b")),
            (" a\nb\n", Some("   a\n  b\n")),
            (" a\n\nb", Some("   a\n\n  b")),
            (" a", Some(" a")),
            ("a\n b", Some("a\n b")),
            ("\ta\nb", Some("\ta\nb")),
            ("\r\na", Some("\r\na")),
            ("a\nb\u{2028}c", None),
            ("\u{2028}a\nb", None),
            ("a\nb\u{2028}", Some("a\nb\u{2028}")),
            ("a\nb\u{2028}\nc", Some("a\nb\u{2028}\nc")),
            ("a\nb\u{2028}          c", Some("a\nb\u{2028}  c")),
            ("a\nb\u{2029}c ", Some("a\nb\u{2029}c ")),
            ("a \nb\u{2028}c", Some("a \nb\u{2028}c")),
            ("a\u{2028}c", Some("a\u{2028}c")),
            ("a\u{85}b", Some("a b")),
            ("a\u{85}\u{85}b", Some("a\nb")),
            ("a \u{85}  b", Some("a b")),
            ("\u{85}a", Some(" a")),
            ("a\u{85}", Some("a ")),
            ("\u{85} a\nb", Some("   a\n  b")),
            ("a\u{85}--- b", Some("nothing")),
            ("a\u{85}---", Some("a ---")),
            ("\u{84}", Some("nothing")),
            ("a\u{7f}", Some("nothing")),
            ("\u{fffe}", Some("nothing")),
            ("\u{feff}a", Some("\u{feff}a")),
        ] {
            assert_eq!(back(text).as_deref(), read, "{text:?}");
        }
    }
}
