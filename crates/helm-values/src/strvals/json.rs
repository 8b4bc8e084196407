//! The JSON of `--set-json`, with places.

use text::Span;

use super::error::{SetError, SetErrorKind};
use super::value::{Place, SetData, SetList, SetMap, SetValue};

/// So deep values may be inside of each other; Go's reader stops at 10,000.
const DEEPEST: usize = 200;

/// The value that begins at `at` or after blanks, and where it ends.
pub(super) fn read(text: &str, at: usize, source: usize) -> Result<(SetValue, usize), SetError> {
    let mut json = Json { text, at, source };
    let value = json.value(0)?;
    Ok((value, json.at))
}

struct Json<'t> {
    text: &'t str,
    at: usize,
    source: usize,
}

impl Json<'_> {
    fn value(&mut self, depth: usize) -> Result<SetValue, SetError> {
        self.blanks();
        let start = self.at;
        if depth > DEEPEST {
            return Err(SetError::new(SetErrorKind::TooDeep, Span::at(start)));
        }
        let data = match self.peek() {
            Some('{') => self.map(depth)?,
            Some('[') => self.list(depth)?,
            Some('"') => SetData::Text(self.text()?),
            Some('-' | '0'..='9') => self.number()?,
            _ => self.word()?,
        };
        let place = Place { source: self.source, span: Span::new(start, self.at) };
        Ok(SetValue { data, key: place, value: place })
    }

    fn map(&mut self, depth: usize) -> Result<SetData, SetError> {
        let mut map = SetMap::default();
        self.at += 1;
        if self.takes('}') {
            return Ok(SetData::Map(map));
        }
        loop {
            self.blanks();
            let start = self.at;
            if self.peek() != Some('"') {
                return self.fail();
            }
            let name = self.text()?;
            let key = Place { source: self.source, span: Span::new(start, self.at) };
            self.expects(':')?;
            let value = self.value(depth + 1)?;
            map.insert(name, SetValue { key, ..value });
            if self.takes('}') {
                return Ok(SetData::Map(map));
            }
            self.expects(',')?;
        }
    }

    fn list(&mut self, depth: usize) -> Result<SetData, SetError> {
        let mut list = SetList::default();
        self.at += 1;
        if self.takes(']') {
            return Ok(SetData::List(list));
        }
        loop {
            list.push(self.value(depth + 1)?);
            if self.takes(']') {
                return Ok(SetData::List(list));
            }
            self.expects(',')?;
        }
    }

    fn word(&mut self) -> Result<SetData, SetError> {
        let words = [
            ("null", SetData::Null),
            ("true", SetData::Bool(true)),
            ("false", SetData::Bool(false)),
        ];
        for (word, data) in words {
            if self.rest().starts_with(word) {
                self.at += word.len();
                return Ok(data);
            }
        }
        self.fail()
    }

    fn number(&mut self) -> Result<SetData, SetError> {
        let rest = self.rest();
        let part = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | 'e' | 'E');
        let written = rest.get(..rest.find(|c| !part(c)).unwrap_or(rest.len())).unwrap_or("");
        let digits = written.strip_prefix('-').unwrap_or(written);
        let whole = digits.len() - digits.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let leading = whole > 1 && digits.starts_with('0');
        let bare_dot =
            digits.split('.').nth(1).is_some_and(|f| !f.starts_with(|c: char| c.is_ascii_digit()));
        match written.parse::<f64>() {
            Ok(number) if whole > 0 && !leading && !bare_dot && number.is_finite() => {
                self.at += written.len();
                Ok(SetData::Float(number))
            }
            _ => self.fail(),
        }
    }

    fn text(&mut self) -> Result<String, SetError> {
        let start = self.at;
        let rest = self.text.get(start + 1..).unwrap_or("");
        let mut out = String::new();
        let mut letters = rest.char_indices();
        while let Some((at, letter)) = letters.next() {
            match letter {
                '"' => {
                    self.at = start + 1 + at + 1;
                    return Ok(out);
                }
                '\\' => {
                    let Some((_, escaped)) = letters.next() else { break };
                    match escaped {
                        'n' => out.push('\n'),
                        't' => out.push('\t'),
                        'r' => out.push('\r'),
                        'b' => out.push('\u{8}'),
                        'f' => out.push('\u{c}'),
                        '"' | '\\' | '/' => out.push(escaped),
                        'u' => {
                            let digits: String = letters.by_ref().take(4).map(|(_, c)| c).collect();
                            let Some(unit) = hex(&digits) else { return self.fail() };
                            out.push(self.surrogates(unit, &mut letters));
                        }
                        _ => return self.fail(),
                    }
                }
                '\u{0}'..='\u{1f}' => return self.fail(),
                letter => out.push(letter),
            }
        }
        self.fail()
    }

    /// A character from one unit of UTF-16 or two; half a pair is U+FFFD, as Go has it.
    fn surrogates(&self, unit: u32, letters: &mut std::str::CharIndices<'_>) -> char {
        if !(0xd800..0xdc00).contains(&unit) {
            return char::from_u32(unit).unwrap_or('\u{fffd}');
        }
        let mut ahead = letters.clone();
        let opened = ahead.by_ref().take(2).map(|(_, c)| c).eq(['\\', 'u']);
        let digits: String = ahead.by_ref().take(4).map(|(_, c)| c).collect();
        let low = hex(&digits).filter(|low| opened && (0xdc00..0xe000).contains(low));
        let Some(low) = low else { return '\u{fffd}' };
        *letters = ahead;
        char::from_u32(0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00)).unwrap_or('\u{fffd}')
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    fn takes(&mut self, letter: char) -> bool {
        self.blanks();
        let there = self.peek() == Some(letter);
        self.at += usize::from(there);
        there
    }

    fn expects(&mut self, letter: char) -> Result<(), SetError> {
        if self.takes(letter) { Ok(()) } else { self.fail() }
    }

    fn fail<T>(&self) -> Result<T, SetError> {
        Err(SetError::new(SetErrorKind::Json, Span::new(self.at, self.text.len())))
    }
}

fn hex(digits: &str) -> Option<u32> {
    let whole = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_hexdigit());
    whole.then(|| u32::from_str_radix(digits, 16).ok()).flatten()
}
