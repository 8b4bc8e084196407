//! Values that a command gives to Helm one by one: `--set`, `--set-string`, `--set-json`, `--set-file`
//! and `--set-literal` of `helm install`, `upgrade` and `template`.
//!
//! Source: Helm's documentation, "The format and limitations of --set"; helm.sh/docs/helm/helm_install.

use helm_values::strvals::SetMode;
use text::{Edit, Span};

use super::words::{pairs, unquoted};
use crate::carry::part::{Embedded, Form};
use crate::carry::sets::{self, Lines, Set, Style};
use crate::carry::shell::Command;

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
const CHART: &str = "terraform-enterprise";

/// What a command gives one by one.
pub(super) struct Given {
    /// The values that come of it.
    pub text: Embedded,
    /// Nothing else gives values to the release.
    pub whole: bool,
    pub lines: Lines,
}

/// What a command sets for the chart; `None` where it sets nothing.
pub(super) fn values(file: &str, command: &Command) -> Option<Given> {
    let words = after_helm(file, command)?;
    let call = words.iter().take(CALL_WITHIN).map(|w| w.of(file)).find(|w| is_call(w))?;
    let mut given = Options { file, sets: Vec::new(), shown: call != "upgrade" };
    given.read(words);
    let named = words.iter().any(|w| w.of(file).contains(CHART));
    let ours = named || given.sets.iter().any(|s| s.line.text.contains("TFE_HOSTNAME"));
    if given.sets.is_empty() || !ours {
        return None;
    }
    let name = format!("helm {call}");
    let mut values = sets::of(&name, &given.sets);
    let text = std::mem::replace(&mut values.text, Embedded::new("", Form::Sets));
    let whole = given.shown && values.refused.is_empty();
    Some(Given { text, whole, lines: Lines { list: given.sets, values } })
}

/// The words of a command behind `helm`.
fn after_helm<'c>(file: &str, command: &'c Command) -> Option<&'c [Span]> {
    let is_helm = |w: &Span| w.of(file) == "helm" || w.of(file).ends_with("/helm");
    let at = command.words.iter().position(is_helm)?;
    command.words.get(at + 1..)
}

fn is_call(word: &str) -> bool {
    matches!(word, "install" | "upgrade" | "template")
}

/// What the options of a command give.
struct Options<'f> {
    file: &'f str,
    sets: Vec<Set>,
    /// Everything that gives values is shown.
    shown: bool,
}

impl Options<'_> {
    fn read(&mut self, words: &[Span]) {
        let mut words = words.iter().copied();
        while let Some(word) = words.next() {
            let written = word.of(self.file);
            let (option, joined) = match written.split_once('=') {
                Some((option, _)) => (option, true),
                None => (written, false),
            };
            // `"${OPTIONS[@]}"` may be anything.
            self.shown &=
                !MORE_VALUES.contains(&option) && !written.trim_matches('"').starts_with('$');
            let Some((_, mode)) = OPTIONS.iter().find(|(name, _)| *name == option) else {
                continue;
            };
            let flag = Span::new(word.start, word.start + option.len());
            let argument =
                if joined { Some(Span::new(flag.end + 1, word.end)) } else { words.next() };
            if let Some(argument) = argument {
                self.option(flag, argument, *mode);
            }
        }
    }

    /// The argument of an option: a pair, or several with commas between them.
    fn option(&mut self, flag: Span, word: Span, mode: SetMode) {
        let mut line = Embedded::new("", Form::Made);
        unquoted(self.file, word, &mut line);
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
                style: Style::Shell(word),
                equals: equals - part.span.start,
                mode: Some(mode),
                odd_type: None,
                as_text,
                repeated: false,
                name: line.outer_span(name),
                value: line.outer_span(value),
                line: line.part(part.span),
            });
        }
    }
}
