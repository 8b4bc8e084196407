//! Texts that stand below their command: `<<EOF`.

use text::{Span, line_start};

use super::fill::{IN_HEREDOC, IN_QUOTES};
use crate::carry::line::{Line, lines_of};
use crate::carry::signs;

/// A heredoc and what is in it.
#[derive(Debug)]
pub(crate) struct Heredoc<'t> {
    pub marker: &'t str,
    /// In quotes: the shell leaves the text as it is.
    pub plain: bool,
    /// `<<-`: tabs at the line starts go.
    pub tabs: bool,
    /// Its lines.
    pub body: Span,
    /// A terminal shows `> ` before each line that a command is still waiting for.
    pub prompted: bool,
    /// How far the marker is indented below the text, as in a block of YAML that holds the commands.
    pub indent: usize,
    /// The commands themselves are in double quotes, so that quotes have a backslash.
    pub quoted: bool,
}

impl<'t> Heredoc<'t> {
    /// Reads what follows `<<`; also how long that is.
    pub(super) fn open(rest: &'t str) -> Option<(Self, usize)> {
        let tabs = rest.starts_with('-');
        let bare = rest.trim_start_matches(['-', '~']).trim_start_matches([' ', '\t']);
        let word = bare.trim_start_matches(['\'', '"', '\\']);
        let end = word.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(word.len());
        let marker =
            word.get(..end).filter(|m| !m.is_empty() && !m.starts_with(char::is_numeric))?;
        let quotes = bare.len() - word.len();
        let closed = word.get(end..).is_some_and(|w| w.starts_with(['\'', '"']));
        let length = rest.len() - bare.len() + quotes + end + usize::from(quotes > 0 && closed);
        let open = Self {
            marker,
            plain: quotes > 0,
            tabs,
            body: Span::at(0),
            prompted: false,
            indent: 0,
            quoted: false,
        };
        Some((open, length))
    }

    /// Takes the lines from `at` on to the marker, all that follow where no line is it. Gives the place
    /// after it.
    pub(super) fn close(&mut self, text: &str, at: usize) -> usize {
        let rest = text.get(at..).unwrap_or("");
        self.prompted = rest.starts_with('>');
        for line in lines_of(rest) {
            if self.ends(line.content) {
                self.body = Span::new(at, at + line.start);
                let spaces = line.content.len() - line.content.trim_start_matches(' ').len();
                self.indent = if self.tabs || self.prompted { 0 } else { spaces };
                return at + line.start + line.whole.len();
            }
        }
        self.body = Span::new(at.min(text.len()), text.len());
        text.len()
    }

    /// Whether it is a policy, and not a script or Terraform that holds one.
    pub(crate) fn is_policy(&self, file: &str) -> bool {
        let text = self.body.of(file);
        signs::policy::is_whole(text) && !self.is_script(file)
    }

    /// Whether it holds commands for Vault or values for Helm, and is not itself what one of them is given.
    pub(super) fn is_script(&self, file: &str) -> bool {
        let text = self.body.of(file);
        let said = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
        let first = text.lines().find(said).unwrap_or("");
        let policy = signs::has_rules(first) || first.trim_start().starts_with('{');
        let helm = || text.lines().any(|line| calls_helm(line.trim_start()));
        let helm = text.contains("helm ") && !signs::has_chart_keys(first) && helm();
        !policy && (helm || ["vault ", "v1/sys/polic"].iter().any(|call| text.contains(call)))
    }

    /// What a backslash escapes in it.
    pub(crate) fn escapes(&self) -> &'static [&'static str] {
        if self.quoted { IN_QUOTES } else { IN_HEREDOC }
    }

    fn ends(&self, line: &str) -> bool {
        let line = if self.prompted { line.strip_prefix('>').unwrap_or(line) } else { line };
        line.trim() == self.marker
    }

    /// The line that its text follows.
    pub(crate) fn command_line(&self, file: &str) -> Span {
        let before = file.get(..self.body.start).unwrap_or("");
        let bare = before.trim_end_matches(['\n', '\r']);
        Span::new(line_start(bare, bare.len()), bare.len())
    }

    /// The lines of a text's heredoc, with how much of each the shell or the terminal puts before it.
    pub(crate) fn lines<'f>(&self, file: &'f str) -> Vec<(Line<'f>, usize)> {
        let start = self.body.start;
        let lines = lines_of(self.body.of(file)).map(|l| Line { start: start + l.start, ..l });
        lines.map(|line| (line, self.before(line.whole))).collect()
    }

    fn before(&self, line: &str) -> usize {
        if self.tabs {
            line.len() - line.trim_start_matches('\t').len()
        } else if self.prompted {
            let bare = line.strip_prefix("> ").or(line.strip_prefix('>'));
            line.len() - bare.unwrap_or(line).len()
        } else {
            (line.len() - line.trim_start_matches(' ').len()).min(self.indent)
        }
    }
}

/// Whether a line gives values to Helm, one by one or in a file. Values have such a line in comments only.
fn calls_helm(line: &str) -> bool {
    let gives = || ["--set", " -f ", "--values"].iter().any(|given| line.contains(given));
    let command = || ["upgrade", "install", "template"].iter().any(|what| line.contains(what));
    !line.starts_with('#') && line.contains("helm ") && (command() || gives())
}
