//! The reader of a line. It does what Helm's `pkg/strvals` does, its oddities too: they are measured
//! against `helm template` in the tests.

use text::Span;

use super::SetMode;
use super::error::{SetError, SetErrorKind};
use super::json;
use super::value::{Place, SetData, SetList, SetMap, SetValue};

/// Helm's bounds.
const MOST_NAMES: usize = 30;
const LAST_INDEX: i64 = 65_536;

/// So deep this reader follows indices of indices, which Helm does not bound.
const DEEPEST: usize = 100;

/// Why a step ends before its value is whole.
pub(super) enum Stop {
    /// The line ended where it may end.
    End,
    Error(SetError),
}

impl From<SetError> for Stop {
    fn from(error: SetError) -> Self {
        Self::Error(error)
    }
}

/// Text up to one of several letters.
struct Word {
    /// Without the backslashes that kept letters from ending it.
    text: String,
    span: Span,
    /// The letter that ended it; none at the end of the line.
    last: Option<char>,
}

pub(super) struct Reader<'l> {
    line: &'l str,
    at: usize,
    mode: SetMode,
    source: usize,
}

impl<'l> Reader<'l> {
    pub(super) const fn new(line: &'l str, mode: SetMode, source: usize) -> Self {
        Self { line, at: 0, mode, source }
    }

    /// Reads a name and its value into a map. `level` counts the names before it.
    pub(super) fn key(&mut self, data: &mut SetMap, level: usize) -> Result<(), Stop> {
        let word = self.until(if self.mode == SetMode::Literal { "=[." } else { "=[,." });
        let Some(last) = word.last else {
            if word.text.is_empty() {
                return Err(Stop::End);
            }
            return fail(SetErrorKind::NoValue(word.text), word.span);
        };
        match last {
            '[' => self.indexed(data, &word, level),
            '=' => {
                let (value, stop) = self.value()?;
                self.put(data, &word, value);
                stop.map_or(Ok(()), Err)
            }
            '.' => self.nested(data, &word, level + 1),
            _ => fail(SetErrorKind::EndsWithComma(word.text), word.span),
        }
    }

    /// What follows `name.`
    fn nested(&mut self, data: &mut SetMap, word: &Word, level: usize) -> Result<(), Stop> {
        if level > MOST_NAMES {
            return fail(SetErrorKind::TooNested, word.span);
        }
        let here = self.place(word.span);
        let before = data.remove(&word.text);
        let existed = before.is_some();
        let (key, value, mut map) = match before {
            None => (here, here, SetMap::default()),
            Some(SetValue { data: SetData::Map(map), key, value }) => (key, value, map),
            Some(other) => return fail(not_a(&other.data, "map[string]interface {}"), word.span),
        };
        let done = self.key(&mut map, level);
        if map.is_empty() && done.is_ok() {
            return fail(SetErrorKind::MapWithoutValue(word.text.clone()), word.span);
        }
        if (existed || !map.is_empty()) && !word.text.is_empty() {
            data.insert(word.text.clone(), SetValue { data: SetData::Map(map), key, value });
        }
        done
    }

    /// What follows `name[`
    fn indexed(&mut self, data: &mut SetMap, word: &Word, level: usize) -> Result<(), Stop> {
        let (index, at) = self.index()?;
        let mut list = match data.remove(&word.text) {
            None => SetList::default(),
            Some(SetValue { data: SetData::List(list), .. }) => list,
            Some(other) => return fail(not_a(&other.data, "[]interface {}"), word.span),
        };
        let done = self.item(&mut list, index, at, level, 0);
        let value = self.place(Span::new(word.span.start, self.at));
        self.put(data, word, SetValue { data: SetData::List(list), key: value, value });
        done
    }

    fn index(&mut self) -> Result<(i64, Span), Stop> {
        let word = self.until("]");
        if word.last.is_none() {
            return Err(Stop::End);
        }
        match word.text.parse::<i64>() {
            Ok(index) => Ok((index, word.span)),
            Err(error) => {
                let large = matches!(
                    error.kind(),
                    std::num::IntErrorKind::PosOverflow | std::num::IntErrorKind::NegOverflow
                );
                let why = if large { "value out of range" } else { "invalid syntax" };
                fail(SetErrorKind::Index(word.text, why), word.span)
            }
        }
    }

    /// What follows `[index]`
    fn item(
        &mut self,
        list: &mut SetList,
        index: i64,
        at: Span,
        level: usize,
        depth: usize,
    ) -> Result<(), Stop> {
        let Ok(place) = usize::try_from(index) else {
            return fail(SetErrorKind::NegativeIndex(index), at);
        };
        if depth > DEEPEST {
            return fail(SetErrorKind::TooDeep, at);
        }
        let word = self.until("[.=");
        if !word.text.is_empty() {
            return fail(SetErrorKind::AfterIndex(word.text), word.span);
        }
        let key = self.place(at);
        let value = match word.last {
            None => return Err(Stop::End),
            Some('=') => {
                let (value, stop) = self.value()?;
                put_item(list, place, at, SetValue { key, ..value })?;
                // JSON's last value ends the line quietly; so does every other.
                return match stop {
                    Some(Stop::End) | None => Ok(()),
                    Some(error) => Err(error),
                };
            }
            Some('[') => {
                let (next, next_at) = self.index()?;
                let mut inner = match list.items.get(&place).map(|v| &v.data) {
                    None | Some(SetData::Null) => SetList::default(),
                    Some(SetData::List(list)) => list.clone(),
                    Some(other) => return fail(not_a(other, "[]interface {}"), at),
                };
                self.item(&mut inner, next, next_at, level, depth + 1)?;
                SetValue { data: SetData::List(inner), key, value: key }
            }
            Some(_) => return self.item_key(list, place, at, level),
        };
        put_item(list, place, at, value)
    }

    /// What follows `[index].`
    fn item_key(
        &mut self,
        list: &mut SetList,
        place: usize,
        at: Span,
        level: usize,
    ) -> Result<(), Stop> {
        let key = self.place(at);
        let within = place < list.length;
        let mut inner = match list.items.remove(&place) {
            Some(SetValue { data: SetData::Map(map), .. }) => map,
            _ => SetMap::default(),
        };
        let done = self.key(&mut inner, level);
        // A line that ends in `a[0].b=` gives the item only where there was one before.
        if done.is_ok() || within {
            let value = SetValue { data: SetData::Map(inner), key, value: key };
            put_item(list, place, at, value)?;
        }
        done
    }

    /// The value after a `=`, and whether the line ends with it in Helm's sense.
    fn value(&mut self) -> Result<(SetValue, Option<Stop>), Stop> {
        match self.mode {
            SetMode::Literal => {
                let word = self.until("");
                Ok((self.scalar(word), None))
            }
            SetMode::Json => self.json().map(|value| (value, None)),
            SetMode::Typed | SetMode::Text | SetMode::File if self.at >= self.line.len() => {
                let empty = self.place(Span::at(self.at));
                let text = SetData::Text(String::new());
                Ok((SetValue { data: text, key: empty, value: empty }, Some(Stop::End)))
            }
            SetMode::Typed | SetMode::Text | SetMode::File => {
                let value = if self.rest().starts_with('{') {
                    self.list()?
                } else {
                    let word = self.until(",");
                    self.scalar(word)
                };
                Ok((value, None))
            }
        }
    }

    /// `{a,b}`
    fn list(&mut self) -> Result<SetValue, Stop> {
        let start = self.at;
        self.at += 1;
        let mut list = SetList::default();
        loop {
            let word = self.until(",}");
            let last = word.last;
            if last.is_none() {
                return fail(SetErrorKind::OpenList, Span::new(start, self.line.len()));
            }
            list.push(self.scalar(word));
            if last == Some('}') {
                break;
            }
        }
        let span = self.place(Span::new(start, self.at));
        if self.rest().starts_with(',') {
            self.at += 1;
        }
        Ok(SetValue { data: SetData::List(list), key: span, value: span })
    }

    /// JSON up to the comma after it. Nothing at all is null.
    fn json(&mut self) -> Result<SetValue, Stop> {
        let start = self.at;
        if self.skip_comma() {
            let place = self.place(Span::at(start));
            return Ok(SetValue { data: SetData::Null, key: place, value: place });
        }
        let (value, end) = json::read(self.line, self.at, self.source)?;
        self.at = end;
        self.skip_comma();
        Ok(value)
    }

    /// Goes over blanks and a comma; whether the value is over with them.
    fn skip_comma(&mut self) -> bool {
        let rest = self.rest();
        let blank = rest.len() - rest.trim_start().len();
        self.at += blank;
        match self.rest().chars().next() {
            None => true,
            Some(',') => {
                self.at += 1;
                true
            }
            Some(_) => false,
        }
    }

    fn scalar(&self, word: Word) -> SetValue {
        let place = self.place(word.span);
        let data = match self.mode {
            SetMode::Typed => typed(word.text),
            SetMode::File => SetData::File(word.text),
            SetMode::Text | SetMode::Literal | SetMode::Json => SetData::Text(word.text),
        };
        SetValue { data, key: place, value: place }
    }

    /// A name that is empty gets no value.
    fn put(&self, data: &mut SetMap, word: &Word, value: SetValue) {
        if !word.text.is_empty() {
            let key = self.place(word.span);
            data.insert(word.text.clone(), SetValue { key, ..value });
        }
    }

    const fn place(&self, span: Span) -> Place {
        Place { source: self.source, span }
    }

    fn rest(&self) -> &'l str {
        self.line.get(self.at..).unwrap_or("")
    }

    /// Reads up to a letter that ends the word, and over it. A backslash keeps the next letter from
    /// ending it, but for literal values.
    fn until(&mut self, stops: &str) -> Word {
        let (rest, start) = (self.rest(), self.at);
        let mut text = String::new();
        let mut letters = rest.char_indices();
        while let Some((at, letter)) = letters.next() {
            if stops.contains(letter) {
                self.at = start + at + letter.len_utf8();
                let span = Span::new(start, start + at);
                return Word { text, span, last: Some(letter) };
            }
            if letter == '\\' && self.mode != SetMode::Literal {
                text.extend(letters.next().map(|(_, escaped)| escaped));
            } else {
                text.push(letter);
            }
        }
        self.at = self.line.len();
        Word { text, span: Span::new(start, self.at), last: None }
    }
}

fn put_item(list: &mut SetList, place: usize, at: Span, value: SetValue) -> Result<(), Stop> {
    let index = i64::try_from(place).unwrap_or(i64::MAX);
    if index > LAST_INDEX {
        return fail(SetErrorKind::IndexTooLarge(index), at);
    }
    list.put(place, value);
    Ok(())
}

fn fail<T>(kind: SetErrorKind, span: Span) -> Result<T, Stop> {
    Err(Stop::Error(SetError::new(kind, span)))
}

const fn not_a(data: &SetData, wanted: &'static str) -> SetErrorKind {
    SetErrorKind::NotA { is: data.go_type(), wanted }
}

/// A word as `--set` types it.
fn typed(word: String) -> SetData {
    // Go folds the long s too.
    let lower = word.to_ascii_lowercase().replace('ſ', "s");
    match lower.as_str() {
        "true" => SetData::Bool(true),
        "false" => SetData::Bool(false),
        "null" => SetData::Null,
        "0" => SetData::Int(0),
        number if number.starts_with('0') => SetData::Text(word),
        number => number.parse().map_or(SetData::Text(word), SetData::Int),
    }
}
