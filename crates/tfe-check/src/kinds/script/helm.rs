//! Values that a command gives to Helm one by one: `--set`, `--set-string`, `--set-json`, `--set-file`
//! and `--set-literal` of `helm install`, `upgrade` and `template`.
//!
//! Source: Helm's documentation, "The format and limitations of --set"; helm.sh/docs/helm/helm_install.

use helm_values::strvals::SetMode;
use text::{Edit, Span};

use super::expand::{self, Word};
use super::source::Read;
use super::words::{pairs, parted, unquoted};
use crate::carry::part::{Embedded, Form};
use crate::carry::sets::{self, Lines, Set, Style};
use crate::carry::shell::{Command, bare};

/// The options that give values, and how Helm reads each.
const OPTIONS: [(&str, SetMode); 5] = [
    ("--set", SetMode::Typed),
    ("--set-string", SetMode::Text),
    ("--set-json", SetMode::Json),
    ("--set-file", SetMode::File),
    ("--set-literal", SetMode::Literal),
];

/// Options after which the release has values that the command does not show.
const MORE_VALUES: [&str; 4] = ["-f", "--values", "--reuse-values", "--reset-then-reuse-values"];

/// Options of helm itself may come before what it is to do.
const CALL_WITHIN: usize = 8;

/// The part of the chart's name that others of the same name have too.
pub(super) const CHART: &str = "terraform-enterprise";

/// What a command gives one by one.
pub(super) struct Given {
    /// The values that come of it.
    pub text: Embedded,
    /// Nothing else gives values to the release.
    pub whole: bool,
    pub lines: Lines,
}

/// What the command of that place sets for the chart; `None` where it sets nothing.
pub(super) fn values(read: Read<'_>, place: usize) -> Option<Given> {
    let file = read.text;
    if !is_helm(file, read.script.commands.get(place)?) {
        return None;
    }
    let all = expand::words(read, place);
    let call = call(file, &all.words)?;
    // What a variable holds may depend on what the script is given.
    let shown = call != "upgrade" && !all.from_variables;
    let mut given = Options { file, sets: Vec::new(), shown };
    given.read(&all.words);
    let named = all.words.iter().any(|w| w.span.of(file).contains(CHART));
    let ours = named || given.sets.iter().any(|s| s.line.text.contains("TFE_HOSTNAME"));
    if given.sets.is_empty() || !ours {
        return None;
    }
    Some(given.give(&format!("helm {call}")))
}

/// Whether a command gives the chart several files, or what it got before: none of them is all that Helm gets.
pub(super) fn joins_files(read: Read<'_>, place: usize) -> bool {
    let file = read.text;
    if !read.script.commands.get(place).is_some_and(|command| is_helm(file, command)) {
        return false;
    }
    let all = expand::words(read, place);
    if call(file, &all.words).is_none() {
        return false;
    }
    let mut words = all.words.iter().map(|word| bare(word.span.of(file)));
    let mut files = 0;
    while let Some(word) = words.next() {
        let (option, value) = word.split_once('=').map_or((word, None), |(o, v)| (o, Some(v)));
        match option {
            "-f" | "--values" => {
                let value = value.or_else(|| words.next()).unwrap_or("");
                files += value.split(',').count();
            }
            "--reuse-values" | "--reset-then-reuse-values" => return true,
            _ => {}
        }
    }
    files > 1
}

/// What the task of a pipeline sets for the chart: pairs with commas between them, and more options of helm.
pub(super) fn of_task(file: &str, pairs: Option<Span>, words: &[Span]) -> Option<Given> {
    let words: Vec<Word> = words.iter().map(|span| Word { span: *span, parted: false }).collect();
    let mut given = Options { file, sets: Vec::new(), shown: false };
    if let Some(span) = pairs {
        let word = Word { span, parted: true };
        given.option(Span::at(span.start), word, &given.line(word), SetMode::Typed);
        // There is no option to write otherwise.
        given.sets.iter_mut().for_each(|set| set.as_text = None);
    }
    given.read(&words);
    (!given.sets.is_empty()).then(|| given.give("helm upgrade"))
}

fn is_helm(file: &str, command: &Command) -> bool {
    command.words.iter().any(|word| is_program(word.of(file)))
}

fn is_program(word: &str) -> bool {
    word == "helm" || word.ends_with("/helm")
}

/// What helm is to do.
fn call<'f>(file: &'f str, words: &[Word]) -> Option<&'f str> {
    let mut words = words.iter().map(|word| bare(word.span.of(file)));
    words.find(|word| is_program(word))?;
    words.take(CALL_WITHIN).find(|word| matches!(*word, "install" | "upgrade" | "template"))
}

/// What the options of a command give.
struct Options<'f> {
    file: &'f str,
    sets: Vec<Set>,
    /// Everything that gives values is shown.
    shown: bool,
}

impl Options<'_> {
    fn give(self, name: &str) -> Given {
        let mut values = sets::of(name, &self.sets);
        let text = std::mem::replace(&mut values.text, Embedded::new("", Form::Sets));
        let whole = self.shown && values.refused.is_empty();
        Given { text, whole, lines: Lines { list: self.sets, values } }
    }

    fn read(&mut self, words: &[Word]) {
        let mut words = words.iter().copied();
        while let Some(word) = words.next() {
            let line = self.line(word);
            let (option, joined) = match line.text.split_once('=') {
                Some((option, _)) => (option, true),
                None => (line.text.as_str(), false),
            };
            // `"${OPTIONS[@]}"` may be anything.
            let variable = word.span.of(self.file).trim_matches('"').starts_with('$');
            self.shown &= !MORE_VALUES.contains(&option) && !variable;
            let Some((_, mode)) = OPTIONS.iter().find(|(name, _)| *name == option) else {
                continue;
            };
            let flag = line.outer_span(Span::new(0, option.len()));
            if joined {
                let rest = line.part(Span::new(option.len() + 1, line.text.len()));
                self.option(flag, word, &rest, *mode);
            } else if let Some(argument) = words.next() {
                self.option(flag, argument, &self.line(argument), *mode);
            }
        }
    }

    /// A word as Helm gets it.
    fn line(&self, word: Word) -> Embedded {
        let mut line = Embedded::new("", Form::Made);
        let add = if word.parted { parted } else { unquoted };
        add(self.file, word.span, &mut line);
        line
    }

    /// The argument of an option: a pair, or several with commas between them.
    fn option(&mut self, flag: Span, word: Word, line: &Embedded, mode: SetMode) {
        let parts = pairs(&line.text, mode);
        let alone = parts.len() == 1;
        for part in parts {
            let Some(equals) = part.equals else { continue };
            let name = Span::new(part.span.start, equals);
            if line.is_unknown(name) {
                self.shown = false;
                continue;
            }
            let value = Span::new((equals + 1).min(part.span.end), part.span.end);
            let as_text =
                (alone && mode == SetMode::Typed).then(|| Edit::replace(flag, "--set-string"));
            self.sets.push(Set {
                style: Style::Shell(word.span),
                equals: equals - part.span.start,
                mode: Some(mode),
                odd_type: None,
                as_text,
                // Which backslashes and quotes stay depends on the quotes around all of the text.
                repeated: word.parted,
                name: line.outer_span(name),
                value: line.outer_span(value),
                line: line.part(part.span),
            });
        }
    }
}
