//! Goes through a text as a shell does.

use text::Span;

use super::folded::Folded;
use super::{Command, Heredoc, Redirect, Script, Way};

/// So many commands may stand inside of one another; what is deeper is read as words.
const DEEPEST: usize = 40;

/// A longer `${…}` is none.
const LONGEST_VARIABLE: usize = 300;

/// The commands and heredocs of a text.
pub(crate) fn read(text: &str) -> Script<'_> {
    read_part(text, Span::new(0, text.len()))
}

/// Those of a part of it, with their places in the whole.
pub(crate) fn read_part(text: &str, part: Span) -> Script<'_> {
    let text = text.get(..part.end).unwrap_or(text);
    let mut reader = Reader {
        text,
        at: part.start,
        level: Level::default(),
        outer: Vec::new(),
        waiting: Vec::new(),
        script: Script::default(),
        folded: Folded::default(),
        last_single: text.rfind('\'').unwrap_or(0),
    };
    while reader.step().is_some() {}
    while !reader.outer.is_empty() {
        reader.close();
    }
    reader.end(false);
    reader.script
}

/// What a level began with, and so what ends it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Around {
    #[default]
    Nothing,
    /// `(`, `$(`, `<(`
    Round,
    /// A backtick.
    Tick,
    /// `"`
    Double,
}

/// A list of commands, or a text in double quotes with commands in it.
#[derive(Debug, Default)]
struct Level {
    around: Around,
    /// It is a list of words: `NAME=( … )`. Lines end no command in it.
    words_only: bool,
    command: Command,
    word: Option<usize>,
    way: Option<Way>,
    /// The last command, where its output goes on.
    pipe: Option<usize>,
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    level: Level,
    /// The levels around it.
    outer: Vec<Level>,
    /// Heredocs whose lines follow.
    waiting: Vec<usize>,
    script: Script<'t>,
    /// The folded block of YAML that its lines are in.
    folded: Folded,
    /// After this place nothing closes a single quote.
    last_single: usize,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn step(&mut self) -> Option<()> {
        let rest = self.rest();
        let c = rest.chars().next()?;
        if self.level.around == Around::Double {
            self.in_quotes(c, rest);
        } else {
            self.outside(c, rest);
        }
        Some(())
    }

    fn in_quotes(&mut self, c: char, rest: &str) {
        match c {
            '\\' => self.skip(2),
            '"' => self.close_with(1),
            '$' if rest.starts_with("$(") => self.open(Around::Round, 2),
            '`' => self.open(Around::Tick, 1),
            _ => self.at += c.len_utf8(),
        }
    }

    fn outside(&mut self, c: char, rest: &'t str) {
        match c {
            '\\' if rest.starts_with("\\\n") || rest.starts_with("\\\r\n") => {
                self.end_word();
                self.at += rest.find('\n').map_or(1, |n| n + 1);
            }
            '\\' => self.word(2),
            // PowerShell continues a line this way. A shell's command between such marks begins after a word.
            '`' if self.level.word.is_none()
                && (rest.starts_with("`\n") || rest.starts_with("`\r\n")) =>
            {
                self.at += rest.find('\n').map_or(1, |n| n + 1);
            }
            '@' if self.level.word.is_none() && here_string(rest).is_some() => {
                self.word(here_string(rest).unwrap_or(1));
            }
            '\n' => self.line_end(),
            // A byte order mark is no part of the first word.
            _ if c.is_whitespace() || c == '\u{feff}' => {
                self.end_word();
                self.at += c.len_utf8();
            }
            '#' if self.level.word.is_none() => {
                self.at += rest.find('\n').unwrap_or(rest.len());
            }
            ';' => self.end_at(1, false),
            '&' if rest.starts_with("&&") => self.end_at(2, false),
            '&' if rest.starts_with("&>") => self.at += 1,
            '&' if self.level.way.is_some() => self.word(1),
            '&' => self.end_at(1, false),
            '|' if rest.starts_with("||") => self.end_at(2, false),
            '|' => self.end_at(1, true),
            '\'' => self.single(rest),
            '"' => self.open(Around::Double, 1),
            '`' if self.level.around == Around::Tick => self.close_with(1),
            '`' => self.open(Around::Tick, 1),
            '$' if rest.starts_with("$(") => self.open(Around::Round, 2),
            '$' if rest.starts_with("${") => self.word(braces(rest)),
            '<' | '>' => self.redirect(rest),
            '(' if self.begins_list() => self.open_list(),
            '(' => {
                self.end(false);
                self.inside(Around::Round, 1);
            }
            ')' if self.level.around == Around::Round => self.close_with(1),
            ')' => self.end_at(1, false),
            _ => self.word(c.len_utf8()),
        }
    }

    /// `by` characters of a word; a character may be longer than a byte.
    fn skip(&mut self, by: usize) {
        let chars = self.rest().chars().take(by).map(char::len_utf8);
        self.at += chars.sum::<usize>();
    }

    fn begin_word(&mut self) {
        self.level.word.get_or_insert(self.at);
    }

    /// Goes on by so many bytes of a word.
    fn word(&mut self, by: usize) {
        self.begin_word();
        self.at = self.text.ceil_char_boundary((self.at + by).min(self.text.len()));
    }

    fn end_word(&mut self) {
        let Some(start) = self.level.word.take() else { return };
        let word = Span::new(start, self.at);
        match self.level.way.take() {
            Some(way) => self.level.command.redirects.push(Redirect { way, word }),
            None => self.level.command.words.push(word),
        }
    }

    /// Ends the command.
    fn end(&mut self, piped: bool) {
        self.end_word();
        self.level.way = None;
        let place = self.script.commands.len();
        let mut command = std::mem::take(&mut self.level.command);
        if command.words.is_empty() && command.redirects.is_empty() {
            // The output of a list in brackets is that of its last command.
            self.level.pipe = if piped { place.checked_sub(1) } else { None };
            return;
        }
        command.piped = piped;
        command.from = self.level.pipe.take();
        self.level.pipe = piped.then_some(place);
        self.script.commands.push(command);
    }

    fn end_at(&mut self, length: usize, piped: bool) {
        self.end(piped);
        self.at += length;
    }

    /// A part of a word with commands in it.
    fn open(&mut self, around: Around, length: usize) {
        self.begin_word();
        self.inside(around, length);
    }

    fn inside(&mut self, around: Around, length: usize) {
        self.at += length;
        if self.outer.len() < DEEPEST {
            let inside = Level { around, ..Level::default() };
            self.outer.push(std::mem::replace(&mut self.level, inside));
        }
    }

    /// Whether a word ends here that gives a name a list: `NAME=(`, `NAME+=(`, or the `@(` of PowerShell.
    fn begins_list(&self) -> bool {
        let word = self.level.word.map(|start| Span::new(start, self.at).of(self.text));
        if word == Some("@") {
            return true;
        }
        let name = word.and_then(|word| word.strip_suffix('='));
        let name = name.map(|name| name.strip_suffix('+').unwrap_or(name));
        let letter = |c: char| c.is_ascii_alphanumeric() || c == '_';
        name.is_some_and(|name| !name.is_empty() && name.chars().all(letter))
    }

    /// The words of a list are those of a command inside of the word.
    fn open_list(&mut self) {
        let outside = self.outer.len();
        self.open(Around::Round, 1);
        self.level.words_only = self.outer.len() > outside;
    }

    /// Ends the commands inside; the word around them goes on.
    fn close(&mut self) {
        if self.level.around != Around::Double {
            self.end(false);
        }
        if let Some(outer) = self.outer.pop() {
            self.level = outer;
        }
    }

    fn close_with(&mut self, length: usize) {
        self.close();
        self.at += length;
    }

    /// `'…'`; an apostrophe inside of a word that nothing on its line closes is a letter.
    fn single(&mut self, rest: &str) {
        let inside = rest.get(1..).unwrap_or("");
        let before = self.text.get(..self.at).and_then(|t| t.chars().next_back());
        let joined = before.is_some_and(char::is_alphabetic)
            && inside.chars().next().is_some_and(char::is_alphabetic);
        let end = if self.at < self.last_single { inside.find('\'') } else { None };
        let on_line = || end.and_then(|n| inside.get(..n)).is_some_and(|t| !t.contains('\n'));
        match end.filter(|_| !joined || on_line()) {
            Some(length) => self.word(length + 2),
            None => self.word(1),
        }
    }

    fn redirect(&mut self, rest: &'t str) {
        if rest.starts_with("<(") || rest.starts_with(">(") {
            return self.open(Around::Round, 2);
        }
        let given = self.text.get(..self.at).is_some_and(|before| before.ends_with('='));
        if let Some(length) = placeholder(rest).filter(|_| given) {
            return self.word(length);
        }
        self.end_digits();
        if rest.starts_with("<<<") {
            self.level.way = Some(Way::Text);
            self.at += 3;
        } else if let Some((heredoc, length)) = rest.strip_prefix("<<").and_then(Heredoc::open) {
            let (place, start) = (self.script.heredocs.len(), self.at);
            self.at += 2 + length;
            let word = Span::new(start, self.at);
            let redirect = Redirect { way: Way::Heredoc(place), word };
            self.level.command.redirects.push(redirect);
            self.script.heredocs.push(heredoc);
            self.waiting.push(place);
        } else {
            let way = if rest.starts_with('<') { Way::From } else { Way::To };
            self.level.way = Some(way);
            let signs = rest.chars().take_while(|c| matches!(c, '<' | '>' | '|')).count();
            self.at += signs.min(2);
        }
    }

    /// The number before a sign, as in `2>`, is no word.
    fn end_digits(&mut self) {
        let digits = self.level.word.map(|start| Span::new(start, self.at).of(self.text));
        if digits.is_some_and(|d| d.chars().all(|c| c.is_ascii_digit())) {
            self.level.word = None;
        }
        self.end_word();
    }

    /// The lines after a line with `<<` are its heredocs'.
    fn line_end(&mut self) {
        let goes_on = self.level.words_only || self.folded.goes_on(self.text, self.at);
        if goes_on && self.waiting.is_empty() {
            self.end_word();
            self.at += 1;
            return;
        }
        self.end(false);
        self.at += 1;
        for place in std::mem::take(&mut self.waiting) {
            let Some(heredoc) = self.script.heredocs.get_mut(place) else { continue };
            self.at = heredoc.close(self.text, self.at);
        }
    }
}

/// How long the text is that PowerShell writes between `@"` and `"@`, or `@'` and `'@`, which end and begin a line.
fn here_string(rest: &str) -> Option<usize> {
    let quote = rest.chars().nth(1).filter(|c| matches!(c, '"' | '\''))?;
    let inside = rest.get(2..)?;
    let first = inside.lines().next()?;
    let end = inside.find(&format!("\n{quote}@")).filter(|_| first.trim().is_empty())?;
    Some(2 + end + 3)
}

/// How long `<VERSION>` is where it stands for a value, as in pages. The shell would take it for two files.
fn placeholder(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('<')?;
    let end =
        inside.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.')))?;
    let behind = inside.get(end..)?.strip_prefix('>')?;
    let ends = behind.is_empty() || behind.starts_with(|c: char| c.is_whitespace() || c == ',');
    (end > 0 && ends).then_some(end + 2)
}

/// How long `${…}` is; two bytes where nothing on its line closes it.
fn braces(rest: &str) -> usize {
    let mut line = rest.char_indices().take(LONGEST_VARIABLE).take_while(|(_, c)| *c != '\n');
    line.find(|(_, c)| *c == '}').map_or(2, |(end, _)| end + 1)
}
