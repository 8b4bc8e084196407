//! A text that is wrapped in something because of the way it came.

use std::cell::LazyCell;

use crate::base::finding::{Evidence, Finding, Fix, Rule, Safety, Severity, Stage};
use crate::base::kind::{Bare, Kind};
use crate::carry::part::Embedded;
use crate::carry::paste::{Layer, Look, Placed, Unwrapped, Wrapping, deployer, placed, unwrap};
use crate::carry::signs;
use crate::recognise;

const READERS: &str = "hashicorp/hcl v1 scanner; sigs.k8s.io/yaml";

const fn rule(name: &'static str) -> Rule {
    Rule::new(name, Severity::Error, Stage::Parse)
        .source(Evidence::ChartSource, READERS)
        .fix(Safety::Repair)
}

static CODES: Rule = rule("terminal-codes");
static MAIL: Rule = rule("mail-encoding");
static HTML: Rule = rule("html-source");
static QUOTED: Rule = rule("mail-quote-marks");
static NUMBERS: Rule = rule("line-numbers");
static DIFF: Rule = rule("diff-marks");
static FENCE: Rule = rule("markdown-fence");
static SHELL: Rule = rule("shell-command-around");
static JSON: Rule = rule("wrapped-in-json");
static YAML: Rule = Rule::new("wrapped-in-yaml", Severity::Info, Stage::Parse)
    .source(Evidence::ChartSource, READERS);
static ESCAPES: Rule = rule("quotes-escaped");
static AROUND: Rule = rule("foreign-lines");

/// The rules of this table.
pub(crate) static RULES: [&Rule; 12] = [
    &CODES, &MAIL, &HTML, &QUOTED, &NUMBERS, &DIFF, &FENCE, &SHELL, &JSON, &YAML, &ESCAPES, &AROUND,
];

/// A text in something else.
pub(crate) enum Found {
    /// It was pasted together with its wrapping: the finding says so, and its repair takes that away.
    Paste(Finding),
    /// A page, a mail or a manifest carries it, and is right as it is. It is judged where it stands.
    Carried(Embedded, Finding),
}

/// The outermost wrapping. What Vault or Helm takes as it is, is wrapped in nothing.
pub(crate) fn find(text: &str, kind: Kind, takes: impl Fn(&str) -> bool) -> Option<Found> {
    if kind.bare == Bare::Always {
        return None;
    }
    let taken = LazyCell::new(|| takes(text));
    if let Some(conflict) = super::merge_conflict::find(text).filter(|_| !*taken) {
        return Some(Found::Paste(super::as_read(conflict, Some(kind))));
    }
    // A text that is one comment is taken, and holds nothing.
    if kind.bare == Bare::WhereTaken && *taken && !text.lines().all(is_comment) {
        return None;
    }
    let found = unwrap(text, Look::with(recognise::is_ours))?;
    // Helm takes nearly any YAML; what has keys of the chart at its top is meant as it is.
    let clear = signs::has_chart_keys(text) && *taken;
    if clear && !found.first.sure {
        return None;
    }
    if let Some(Placed { text: inside, more: true }) = placed(text, &found) {
        return Some(Found::Carried(inside, carried(text, kind, &found.first)));
    }
    Some(Found::Paste(super::as_read(say(text, kind, &found), Some(kind))))
}

/// What stands around a text is right as it is.
fn carried(text: &str, kind: Kind, layer: &Layer) -> Finding {
    let (rule, _) = words(layer.wrapping, layer.count);
    let (content, is) = (kind.content, kind.is());
    let around = match (layer.wrapping, deployer(text)) {
        (Wrapping::Yaml, Some(deployer)) => deployer,
        (Wrapping::Yaml | Wrapping::Json, None) => "a manifest",
        (Wrapping::Fence, _) => "a page with code blocks",
        _ => "a longer text",
    };
    rule.at(layer.at).severity(Severity::Info).say(
        format!("The {content} in this file {is} part of {around}."),
        format!(
            "The {content} {is} checked where {} {is}; the rest of the file is not checked.",
            kind.it()
        ),
        "Nothing has to be changed around it. Extract it to have it fixed.",
    )
}

fn is_comment(line: &str) -> bool {
    let line = line.trim_start();
    line.is_empty() || line.starts_with('#') || line.starts_with("//")
}

fn say(text: &str, kind: Kind, found: &Unwrapped) -> Finding {
    let layer = &found.first;
    let (rule, what) = words(layer.wrapping, layer.count);
    let (reader, content) = (kind.reader, kind.content);
    let is = format!("{} {}", kind.it(), kind.is());
    let finding = rule.at(layer.at);
    let Some(bare) = &found.text else {
        let why = format!("{reader} cannot read it, and several texts are in it.");
        return finding.say(what, why, "Paste one of them at a time.").alone();
    };
    let fix = Fix::repair(format!("Take out the {content}"), text, bare.as_str());
    let in_yaml = layer.wrapping == Wrapping::Yaml && kind.charts;
    if let Some(deployer) = deployer(text).filter(|_| in_yaml) {
        let what = format!("The values stand in {deployer}.");
        return finding
            .severity(Severity::Info)
            .say(
                what,
                "Values are judged by themselves; these were not judged yet.",
                "Take them out to check them. The file itself can stay as it is.",
            )
            .fix(fix)
            .alone();
    }
    let also: Vec<&str> = found.others.iter().map(|w| name(*w)).collect();
    let why = match also.as_slice() {
        [] => format!("{reader} refuses the whole text: only the {content} belongs in it."),
        also => format!("{reader} reads the {content} alone. Inside: {}.", also.join(", ")),
    };
    finding.say(what, why, format!("Use the {content} alone; {is} judged then.")).fix(fix).alone()
}

/// The rule of a wrapping, and what is wrong.
fn words(wrapping: Wrapping, count: usize) -> (&'static Rule, String) {
    let many = |one: &str, more: &str| match count {
        1 => one.to_owned(),
        n => format!("{n} {more}"),
    };
    match wrapping {
        Wrapping::TerminalCodes => (
            &CODES,
            many(
                "A colour code of a terminal came along.",
                "colour codes of a terminal came along.",
            ),
        ),
        Wrapping::Mail => {
            (&MAIL, many("A `=3D` of a mail came along.", "`=3D` of a mail's encoding came along."))
        }
        Wrapping::Html => (
            &HTML,
            many(
                "A mark of a web page's source, such as `&quot;`, came along.",
                "marks of a web page's source, such as `&quot;`, came along.",
            ),
        ),
        Wrapping::QuoteMarks => (
            &QUOTED,
            many(
                "The line begins with a mark that is no part of the text.",
                "lines begin with a mark, a time or a name that is no part of the text.",
            ),
        ),
        Wrapping::LineNumbers => {
            (&NUMBERS, many("A line number came along.", "line numbers came along."))
        }
        Wrapping::DiffMarks => (
            &DIFF,
            many(
                "This is a diff: a line begins with + or -.",
                "lines begin with + or -: this is a diff.",
            ),
        ),
        Wrapping::Fence => (&FENCE, "This is a code block of a web page or a chat.".to_owned()),
        Wrapping::ShellCommand => (
            &SHELL,
            many(
                "A shell command stands around the text.",
                "shell commands stand around the texts.",
            ),
        ),
        Wrapping::Json => (&JSON, "This is JSON that carries the text as one string.".to_owned()),
        Wrapping::Yaml => (&YAML, "This is YAML that carries the text as one value.".to_owned()),
        Wrapping::Escapes => (
            &ESCAPES,
            many("A `\\` came along.", "characters have a `\\` before them that came along."),
        ),
        Wrapping::Surroundings => {
            (&AROUND, many("This line is no part of the file.", "lines are no part of the file."))
        }
    }
}

/// A wrapping in a few words.
const fn name(wrapping: Wrapping) -> &'static str {
    match wrapping {
        Wrapping::TerminalCodes => "colour codes",
        Wrapping::Mail => "a mail's encoding",
        Wrapping::Html => "a web page's marks",
        Wrapping::QuoteMarks => "marks at the line starts",
        Wrapping::LineNumbers => "line numbers",
        Wrapping::DiffMarks => "diff marks",
        Wrapping::Fence => "a code block",
        Wrapping::ShellCommand => "a shell command",
        Wrapping::Json => "JSON",
        Wrapping::Yaml => "YAML",
        Wrapping::Escapes => "escaped quotes",
        Wrapping::Surroundings => "lines that do not belong to it",
    }
}
