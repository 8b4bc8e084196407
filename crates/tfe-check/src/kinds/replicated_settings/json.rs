//! JSON as people write it: read to its end whatever is wrong with it, and each part knows its place.
//!
//! Templates (`${name}`, `%{ if … }`) are kept as what they are: something that another program fills in.

use text::Span;

/// What a text holds.
#[derive(Debug, Default)]
pub(super) struct Json {
    /// The members of the object that the text is, in their order.
    pub members: Vec<Member>,
    /// What a JSON reader stops at.
    pub problems: Vec<Problem>,
    /// Another program fills something in.
    pub templated: bool,
    /// Where the object ends; the text's length where it does not end.
    pub end: usize,
}

/// A name and its value.
#[derive(Debug)]
pub(super) struct Member {
    /// The name, without its quotes.
    pub name: Span,
    pub value: Value,
}

/// What is behind a name.
#[derive(Debug)]
pub(super) enum Value {
    /// A string, without its quotes.
    Text(Span),
    /// A number, `true`, `false`, `null`, or a word that is none of them.
    Word(Span),
    Map(Vec<Member>),
    List,
    /// Something that is filled in later.
    Template,
    /// Nothing at all.
    Missing,
}

/// Something that a JSON reader stops at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    /// Two members have no comma between them: the place where it belongs.
    CommaMissing(usize),
    /// A comma after which no member follows.
    CommaExtra(Span),
    /// A string in single quotes, with them.
    SingleQuotes(Span),
    /// A line break in a string.
    LineBreak(Span),
    /// Anything else.
    Unexpected(Span),
}

/// Objects in objects deeper than that are no settings.
const DEEPEST: usize = 8;

/// Nobody reads more problems of one file.
const MOST_PROBLEMS: usize = 50;

/// Reads a text that is one object.
pub(super) fn read(text: &str) -> Json {
    let mut reader = Reader { text, at: start(text), json: Json::default() };
    reader.blanks();
    if reader.take('{') {
        reader.json.members = reader.members(0);
    }
    reader.json.end = reader.at;
    reader.json
}

/// Where the object begins: after a byte order mark, and after the commands of a terminal that printed it.
pub(super) fn start(text: &str) -> usize {
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut at = mark;
    for line in text.get(mark..).unwrap_or("").split_inclusive('\n').take(MOST_COMMANDS) {
        if line.trim_start().starts_with('{') {
            return at;
        }
        if !line.trim().is_empty() && !is_prompt(line) {
            return mark;
        }
        at += line.len();
    }
    mark
}

/// Nobody pastes more commands with what the last of them printed.
const MOST_COMMANDS: usize = 5;

/// Whether a line is a command behind a shell's prompt.
pub(super) fn is_prompt(line: &str) -> bool {
    let line = line.trim();
    ["$", "#"].iter().any(|sign| {
        let before = line.split_once(sign).map(|(before, _)| before);
        before.is_some_and(|before| before.len() < 60 && !before.contains(['"', '{', '}']))
    })
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    json: Json,
}

impl Reader<'_> {
    /// The members of an object, whose brace is read.
    fn members(&mut self, depth: usize) -> Vec<Member> {
        let mut members = Vec::new();
        let mut comma: Option<Span> = None;
        let mut end_of_last = self.at;
        loop {
            self.blanks();
            match self.peek() {
                None => {
                    self.problem(Problem::Unexpected(Span::at(self.at)));
                    return members;
                }
                Some('}') => {
                    comma.into_iter().for_each(|at| self.problem(Problem::CommaExtra(at)));
                    self.at += 1;
                    return members;
                }
                Some(',') => {
                    let here = Span::new(self.at, self.at + 1);
                    if comma.is_some() || members.is_empty() {
                        self.problem(Problem::CommaExtra(here));
                    }
                    comma = Some(here);
                    self.at += 1;
                }
                Some('"' | '\'') => {
                    if comma.is_none() && !members.is_empty() {
                        self.problem(Problem::CommaMissing(end_of_last));
                    }
                    comma = None;
                    members.push(self.member(depth));
                    end_of_last = self.at;
                }
                Some(c) => self.unexpected(c),
            }
        }
    }

    fn unexpected(&mut self, c: char) {
        self.problem(Problem::Unexpected(Span::new(self.at, self.at + c.len_utf8())));
        self.at += c.len_utf8();
    }

    fn member(&mut self, depth: usize) -> Member {
        let name = self.string();
        self.spaces();
        if !self.take(':') {
            self.problem(Problem::Unexpected(Span::at(self.at)));
            return Member { name, value: Value::Missing };
        }
        self.spaces();
        Member { name, value: self.value(depth + 1) }
    }

    fn value(&mut self, depth: usize) -> Value {
        let start = self.at;
        match self.peek() {
            Some('"' | '\'') => Value::Text(self.string()),
            Some('{') if self.rest().starts_with("{{") => self.template(),
            Some('{') if depth < DEEPEST => {
                self.at += 1;
                Value::Map(self.members(depth))
            }
            Some('{' | '[') => {
                self.skip_nested();
                Value::List
            }
            Some('$' | '<') => self.template(),
            Some(c) if !matches!(c, ',' | '}') => {
                let ends = |c: char| c.is_whitespace() || matches!(c, ',' | '}' | ']');
                self.at += self.rest().find(ends).unwrap_or(self.rest().len());
                Value::Word(Span::new(start, self.at))
            }
            _ => {
                self.problem(Problem::Unexpected(Span::at(start)));
                Value::Missing
            }
        }
    }

    /// What another program fills in, up to the end of its word.
    fn template(&mut self) -> Value {
        self.json.templated = true;
        let mut open = 0usize;
        for (at, c) in self.rest().char_indices() {
            match c {
                '{' => open += 1,
                '}' if open > 0 => open -= 1,
                '}' | ',' | '\n' if open == 0 => {
                    self.at += at;
                    return Value::Template;
                }
                _ => {}
            }
        }
        self.at = self.text.len();
        Value::Template
    }

    /// A list, or what is nested too deep.
    fn skip_nested(&mut self) {
        let mut open = 0usize;
        while let Some(c) = self.peek() {
            match c {
                '"' => {
                    self.string();
                    continue;
                }
                '{' | '[' => open += 1,
                '}' | ']' => open = open.saturating_sub(1),
                _ => {}
            }
            self.at += c.len_utf8();
            if open == 0 {
                return;
            }
        }
    }

    /// A string, whose quote is next: the place of what is in it.
    fn string(&mut self) -> Span {
        let quote = self.peek().unwrap_or('"');
        self.at += 1;
        let start = self.at;
        // Certificates are pasted with their lines; any other string ends with its line.
        let lines = self.rest().starts_with("-----");
        let mut escaped = false;
        let mut broken = None;
        for (at, c) in self.rest().char_indices() {
            if c == '\n' && !lines {
                self.at = start + at;
                let line = Span::new(start, self.at);
                self.problem(Problem::Unexpected(Span::at(line.end)));
                return line;
            }
            if c == '\n' {
                broken.get_or_insert(start + at);
            }
            if c == quote && !escaped {
                self.at = start + at + 1;
                return self.closed(quote, Span::new(start, start + at), broken.is_some());
            }
            escaped = c == '\\' && !escaped;
        }
        self.at = self.text.len();
        self.problem(Problem::Unexpected(Span::at(self.at)));
        Span::new(start, self.at)
    }

    fn closed(&mut self, quote: char, inside: Span, broken: bool) -> Span {
        if broken {
            self.problem(Problem::LineBreak(inside));
        }
        if quote == '\'' {
            self.problem(Problem::SingleQuotes(Span::new(inside.start - 1, inside.end + 1)));
        }
        inside
    }

    /// Blanks, and the lines of a template between members.
    fn blanks(&mut self) {
        loop {
            self.spaces();
            if !self.rest().starts_with("%{") && !self.rest().starts_with("{{") {
                return;
            }
            self.json.templated = true;
            let rest = self.rest();
            self.at += rest.find('}').map_or(rest.len(), |at| at + 1);
            while self.rest().starts_with('}') && self.text.get(..self.at).is_some_and(ends_open) {
                self.at += 1;
            }
        }
    }

    fn spaces(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn problem(&mut self, problem: Problem) {
        if self.json.problems.len() < MOST_PROBLEMS {
            self.json.problems.push(problem);
        }
    }

    fn take(&mut self, c: char) -> bool {
        let next = self.peek() == Some(c);
        if next {
            self.at += c.len_utf8();
        }
        next
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }
}

/// Whether a template that begins with two braces has only one of its closing ones.
fn ends_open(before: &str) -> bool {
    before.rfind("{{").is_some_and(|at| before.get(at..).is_some_and(|t| !t.contains("}}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        read(text).members.iter().map(|m| m.name.of(text).to_owned()).collect()
    }

    #[test]
    fn what_is_right_has_no_problems() {
        let text = r#"{"a": {"value": "b\"c"}, "d": {}, "e": [1, "}"], "f": true}"#;
        let json = read(text);
        assert_eq!(names(text), ["a", "d", "e", "f"]);
        assert_eq!(
            (json.problems.as_slice(), json.end, json.templated),
            (&[][..], text.len(), false)
        );
    }

    #[test]
    fn what_is_wrong_is_read_all_the_same() {
        let text = "{\n  \"a\": {\"value\": \"b\",},\n  \"c\": {}\n  'd': {},\n}";
        let json = read(text);
        assert_eq!(names(text), ["a", "c", "d"]);
        let comma = text.find(",}").unwrap();
        let last = text.rfind(',').unwrap();
        let single = text.find('\'').unwrap();
        let missing = text.find("{}").unwrap() + 2;
        let expected = [
            Problem::CommaExtra(Span::new(comma, comma + 1)),
            Problem::CommaMissing(missing),
            Problem::SingleQuotes(Span::new(single, single + 3)),
            Problem::CommaExtra(Span::new(last, last + 1)),
        ];
        assert_eq!(json.problems, expected);
    }

    #[test]
    fn templates_are_no_problems() {
        let text = "{\n \"a\": $A,\n%{ if x ~}\n \"b\": ${b.c},\n%{ endif ~}\n \"c\": {{ d }}\n}";
        let json = read(text);
        assert_eq!(names(text), ["a", "b", "c"]);
        assert!(json.templated && json.problems.is_empty(), "{:?}", json.problems);
    }

    #[test]
    fn it_ends_whatever_it_is_given() {
        for text in [
            "",
            "{",
            "{\"",
            "{\"a",
            "{\"a\":",
            "{\"a\":{",
            "{{{{",
            "{\"a\":[\"",
            "{'",
            "{%{",
            "{\"a\" \"b\"",
        ] {
            assert!(read(text).end <= text.len(), "{text}");
        }
        assert!(read(&"{\"a\":".repeat(10_000)).end > 0);
    }

    #[test]
    fn a_certificate_keeps_its_lines() {
        let text = "{\"ca_certs\": {\"value\": \"-----BEGIN\nabc\n-----END\"}, \"b\": {}}";
        assert_eq!(names(text), ["ca_certs", "b"]);
        assert!(matches!(read(text).problems.as_slice(), [Problem::LineBreak(_)]));
    }
}
