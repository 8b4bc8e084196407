//! Reading the object of a text, whatever is wrong with it.

use text::Span;

use super::{Json, Member, Problem, Value};

/// Objects in objects deeper than that are no settings.
const DEEPEST: usize = 8;

/// Nobody reads more problems of one file.
const MOST_PROBLEMS: usize = 50;

/// A walk through a text.
pub(super) struct Reader<'t> {
    text: &'t str,
    at: usize,
    json: Json,
}

impl<'t> Reader<'t> {
    /// A walk that begins at a byte.
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Self { text, at, json: Json::default() }
    }

    /// The object that begins there.
    pub(super) fn read(mut self) -> Json {
        self.blanks();
        if self.take('{') {
            self.json.members = self.members(0);
        }
        self.json.end = self.at;
        self.json
    }

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
