//! The rules about YAML, one for each kind of problem, and their words.

use helm_values::ProblemKind as Kind;

use crate::base::finding::{Evidence, Rule, Safety, Severity, Stage};

const READER: &str =
    "go-yaml v2 as sigs.k8s.io/yaml uses it; helm 4.1.4 and 3.17.2 run on the chart";

const fn rule(name: &'static str) -> Rule {
    Rule::new(name, Severity::Error, Stage::Parse).source(Evidence::ChartSource, READER)
}

static TAB: Rule = rule("tab-indentation").fix(Safety::Safe);
static UNQUOTED: Rule = rule("value-needs-quotes").fix(Safety::Safe);
pub(super) static QUOTE: Rule = rule("quote-not-closed").fix(Safety::Safe);
pub(super) static BRACKET: Rule = rule("bracket-not-closed").fix(Safety::Safe);
pub(super) static INDENTATION: Rule = rule("indentation-does-not-fit").fix(Safety::Safe);
pub(super) static COLON: Rule = rule("colon-missing").fix(Safety::Safe);
static GLUED: Rule = rule("space-after-colon-missing").fix(Safety::Safe);
static LEFT_EMPTY: Rule = rule("lines-below-empty-value").fix(Safety::Safe);
static BEHIND: Rule = rule("text-after-quote");
static ESCAPE: Rule = rule("escape-unknown");
static BLOCK_TEXT: Rule = rule("block-text-broken");
static KEY: Rule = rule("key-not-text");
static ALIAS: Rule = rule("alias-broken");
static NOT_A_MAP: Rule = rule("values-not-a-map");
static DIRECTIVE: Rule = rule("yaml-directive").fix(Safety::Safe);
pub(super) static NO_BREAK: Rule = rule("no-break-space-in-values").fix(Safety::Safe);
pub(super) static ZERO_WIDTH: Rule = rule("zero-width-characters").fix(Safety::Safe);
static SMART: Rule = rule("typographic-quotes-in-values").fix(Safety::Safe);
static IGNORED: Rule = rule("text-never-read");
static OTHER: Rule = rule("yaml-refused");

pub(super) static RULES: [&Rule; 20] = [
    &TAB,
    &UNQUOTED,
    &QUOTE,
    &BRACKET,
    &INDENTATION,
    &COLON,
    &GLUED,
    &LEFT_EMPTY,
    &BEHIND,
    &ESCAPE,
    &BLOCK_TEXT,
    &KEY,
    &ALIAS,
    &NOT_A_MAP,
    &DIRECTIVE,
    &NO_BREAK,
    &ZERO_WIDTH,
    &SMART,
    &IGNORED,
    &OTHER,
];

/// What the way of a text does to many of its places at once.
pub(super) static DAMAGES: [&Rule; 4] = [&TAB, &NO_BREAK, &ZERO_WIDTH, &SMART];

/// The rules that a damage breaks in many places at once.
pub(super) static TOLD_ONCE: [&Rule; 5] = [&TAB, &NO_BREAK, &ZERO_WIDTH, &SMART, &OTHER];

/// The rule of a kind of problem, what is wrong and what to do.
pub(super) fn words(kind: &Kind) -> (&'static Rule, String, &'static str) {
    let plain = |rule, what: &str, action| (rule, what.to_owned(), action);
    match kind {
        Kind::TabIndentation => {
            plain(&TAB, "The line is indented with a tab.", "Indent with spaces.")
        }
        Kind::ReservedStart(c) => (
            &UNQUOTED,
            format!("A value without quotes cannot begin with `{c}` here."),
            "Put the value in single quotes.",
        ),
        Kind::UndefinedAlias(_) => plain(
            &UNQUOTED,
            "A value that begins with `*` refers to an anchor, and there is none.",
            "Put the value in single quotes.",
        ),
        Kind::ColonInValue => plain(
            &UNQUOTED,
            "A value without quotes cannot contain `: `.",
            "Put the value in single quotes.",
        ),
        Kind::QuestionMarkInFlow => plain(
            &UNQUOTED,
            "A value without quotes cannot contain `?` in brackets.",
            "Put the value in single quotes.",
        ),
        Kind::UnclosedQuote(quote) => (
            &QUOTE,
            format!("The quote `{quote}` is never closed."),
            "Close it at the end of the value.",
        ),
        Kind::UnclosedFlow(open) => (
            &BRACKET,
            format!("This `{open}` is not closed, or a comma is missing in it."),
            "Close it, or add the comma.",
        ),
        Kind::StrayClose(close) => {
            (&BRACKET, format!("Nothing opened this `{close}`."), "Remove it, or quote the value.")
        }
        Kind::BadIndentation => plain(
            &INDENTATION,
            "This line's indentation does not match any line above it.",
            "Line it up with the keys next to it.",
        ),
        Kind::NestedUnderValue => plain(
            &INDENTATION,
            "This line is below a key that already has a value.",
            "Line it up with that key, or remove the key's value.",
        ),
        Kind::LinesBelowEmptyValue => plain(
            &LEFT_EMPTY,
            "This key has an empty value, and lines below it.",
            "Remove the empty value.",
        ),
        Kind::ListBehindKey => plain(
            &INDENTATION,
            "A list begins on the same line as its key.",
            "Put each `-` on its own line.",
        ),
        Kind::MissingColon => plain(&COLON, "This line has no `:`.", "Write `key: value`."),
        Kind::MissingSpace => plain(
            &GLUED,
            "There is no space after the `:`, so this is not a key.",
            "Put a space after the `:`.",
        ),
        Kind::TextAfterQuote => plain(
            &BEHIND,
            "Text follows the closing quote.",
            "Put the whole value inside the quotes.",
        ),
        Kind::BadEscape => plain(
            &ESCAPE,
            "In double quotes `\\` begins an escape, and this is not a valid one.",
            "Use single quotes, or write `\\\\`.",
        ),
        Kind::BadBlockScalar => plain(
            &BLOCK_TEXT,
            "The text after `|` or `>` must begin on the next line, indented.",
            "Move it there, or quote the value.",
        ),
        Kind::NullKey | Kind::ComplexKey | Kind::HugeKey | Kind::LongKey => {
            plain(&KEY, "This cannot be a key.", "Write a name, in quotes if needed.")
        }
        Kind::RecursiveAlias(_) | Kind::ExcessiveAliasing | Kind::BadMerge => {
            plain(&ALIAS, "This reference to an anchor cannot be resolved.", "Write the value out.")
        }
        Kind::NotAMap(what) => (
            &NOT_A_MAP,
            format!("The file is one {what}, not a map of keys."),
            "Begin with a key of the chart, such as `env:`.",
        ),
        Kind::Directive | Kind::DirectiveBeforeDocument => plain(
            &DIRECTIVE,
            "A line that begins with `%` is a directive that Helm rejects.",
            "Remove the line.",
        ),
        Kind::NoBreakSpace => plain(
            &NO_BREAK,
            "This is a non-breaking space, as copied from web pages.",
            "Type a space.",
        ),
        Kind::SmartQuote => plain(&SMART, "These are typographic quotes.", "Use straight ones."),
        Kind::IgnoredText => plain(
            &IGNORED,
            "Helm never reads this: the document ended above it.",
            "Remove it, or line it up.",
        ),
        Kind::TextAfterSeparator => {
            plain(&OTHER, "Text follows `---` on its line.", "Put it on the next line.")
        }
        Kind::BadTag => {
            plain(&OTHER, "The value does not fit its tag.", "Remove the tag, or quote the value.")
        }
        Kind::NotFinite => {
            plain(&OTHER, "Helm cannot pass on infinity or NaN.", "Quote it, or write a number.")
        }
        Kind::ControlCharacter => plain(&OTHER, "There is a control character here.", "Remove it."),
        Kind::TooDeep => plain(&OTHER, "The file is nested too deeply.", "Remove some levels."),
        _ => plain(
            &OTHER,
            "Helm cannot read the file past this point.",
            "Check the quotes and the indentation around it.",
        ),
    }
}

pub(super) fn button(kind: &Kind) -> &'static str {
    match kind {
        Kind::TabIndentation => "Indent with spaces",
        Kind::UnclosedQuote(_) => "Close the quote",
        Kind::LinesBelowEmptyValue => "Remove the empty value",
        Kind::MissingSpace => "Add the space",
        Kind::MissingColon => "Add the colon",
        Kind::Directive | Kind::DirectiveBeforeDocument => "Remove the line",
        Kind::NoBreakSpace => "Replace with spaces",
        Kind::SmartQuote => "Use straight quotes",
        _ => "Quote the value",
    }
}
