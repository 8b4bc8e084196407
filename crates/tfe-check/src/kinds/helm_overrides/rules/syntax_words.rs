//! The rules about YAML, one for each kind of problem, and their words.

use helm_values::ProblemKind as Kind;

use crate::base::finding::Rule;
use crate::knowledge::rules::helm_overrides::{
    ALIAS_BROKEN, BLOCK_TEXT_BROKEN, BRACKET_NOT_CLOSED, COLON_MISSING, ESCAPE_UNKNOWN,
    INDENTATION_DOES_NOT_FIT, KEY_NOT_TEXT, LINES_BELOW_EMPTY_VALUE, NO_BREAK_SPACE_IN_VALUES,
    QUOTE_NOT_CLOSED, SPACE_AFTER_COLON_MISSING, TAB_INDENTATION, TEXT_AFTER_QUOTE,
    TEXT_NEVER_READ, TYPOGRAPHIC_QUOTES_IN_VALUES, VALUE_NEEDS_QUOTES, VALUES_NOT_A_MAP,
    YAML_DIRECTIVE, YAML_REFUSED, ZERO_WIDTH_CHARACTERS,
};

/// What the way of a text does to many of its places at once.
pub(super) static DAMAGES: [&Rule; 4] = [
    &TAB_INDENTATION,
    &NO_BREAK_SPACE_IN_VALUES,
    &ZERO_WIDTH_CHARACTERS,
    &TYPOGRAPHIC_QUOTES_IN_VALUES,
];

/// The rules that a damage breaks in many places at once.
pub(super) static TOLD_ONCE: [&Rule; 5] = [
    &TAB_INDENTATION,
    &NO_BREAK_SPACE_IN_VALUES,
    &ZERO_WIDTH_CHARACTERS,
    &TYPOGRAPHIC_QUOTES_IN_VALUES,
    &YAML_REFUSED,
];

/// The rule of a kind of problem, what is wrong and what to do.
pub(super) fn words(kind: &Kind) -> (&'static Rule, String, &'static str) {
    let plain = |rule, what: &str, action| (rule, what.to_owned(), action);
    match kind {
        Kind::TabIndentation => {
            plain(&TAB_INDENTATION, "The line is indented with a tab.", "Indent with spaces.")
        }
        Kind::ReservedStart(c) => (
            &VALUE_NEEDS_QUOTES,
            format!("A value without quotes cannot begin with `{c}` here."),
            "Put the value in single quotes.",
        ),
        Kind::UndefinedAlias(_) => plain(
            &VALUE_NEEDS_QUOTES,
            "A value that begins with `*` refers to an anchor, and there is none.",
            "Put the value in single quotes.",
        ),
        Kind::ColonInValue => plain(
            &VALUE_NEEDS_QUOTES,
            "A value without quotes cannot contain `: `.",
            "Put the value in single quotes.",
        ),
        Kind::QuestionMarkInFlow => plain(
            &VALUE_NEEDS_QUOTES,
            "A value without quotes cannot contain `?` in brackets.",
            "Put the value in single quotes.",
        ),
        Kind::UnclosedQuote(quote) => (
            &QUOTE_NOT_CLOSED,
            format!("The quote `{quote}` is never closed."),
            "Close it at the end of the value.",
        ),
        Kind::UnclosedFlow(open) => (
            &BRACKET_NOT_CLOSED,
            format!("This `{open}` is not closed, or a comma is missing in it."),
            "Close it, or add the comma.",
        ),
        Kind::StrayClose(close) => (
            &BRACKET_NOT_CLOSED,
            format!("Nothing opened this `{close}`."),
            "Remove it, or quote the value.",
        ),
        Kind::BadIndentation => plain(
            &INDENTATION_DOES_NOT_FIT,
            "This line's indentation does not match any line above it.",
            "Line it up with the keys next to it.",
        ),
        Kind::NestedUnderValue => plain(
            &INDENTATION_DOES_NOT_FIT,
            "This line is below a key that already has a value.",
            "Line it up with that key, or remove the key's value.",
        ),
        Kind::LinesBelowEmptyValue => plain(
            &LINES_BELOW_EMPTY_VALUE,
            "This key has an empty value, and lines below it.",
            "Remove the empty value.",
        ),
        Kind::ListBehindKey => plain(
            &INDENTATION_DOES_NOT_FIT,
            "A list begins on the same line as its key.",
            "Put each `-` on its own line.",
        ),
        Kind::MissingColon => plain(&COLON_MISSING, "This line has no `:`.", "Write `key: value`."),
        Kind::MissingSpace => plain(
            &SPACE_AFTER_COLON_MISSING,
            "There is no space after the `:`, so this is not a key.",
            "Put a space after the `:`.",
        ),
        Kind::TextAfterQuote => plain(
            &TEXT_AFTER_QUOTE,
            "Text follows the closing quote.",
            "Put the whole value inside the quotes.",
        ),
        Kind::BadEscape => plain(
            &ESCAPE_UNKNOWN,
            "In double quotes `\\` begins an escape, and this is not a valid one.",
            "Use single quotes, or write `\\\\`.",
        ),
        Kind::BadBlockScalar => plain(
            &BLOCK_TEXT_BROKEN,
            "The text after `|` or `>` must begin on the next line, indented.",
            "Move it there, or quote the value.",
        ),
        Kind::NullKey | Kind::ComplexKey | Kind::HugeKey | Kind::LongKey => {
            plain(&KEY_NOT_TEXT, "This cannot be a key.", "Write a name, in quotes if needed.")
        }
        Kind::RecursiveAlias(_) | Kind::ExcessiveAliasing | Kind::BadMerge => plain(
            &ALIAS_BROKEN,
            "This reference to an anchor cannot be resolved.",
            "Write the value out.",
        ),
        Kind::NotAMap(what) => (
            &VALUES_NOT_A_MAP,
            format!("The file is one {what}, not a map of keys."),
            "Begin with a key of the chart, such as `env:`.",
        ),
        Kind::Directive | Kind::DirectiveBeforeDocument => plain(
            &YAML_DIRECTIVE,
            "A line that begins with `%` is a directive that Helm rejects.",
            "Remove the line.",
        ),
        Kind::NoBreakSpace => plain(
            &NO_BREAK_SPACE_IN_VALUES,
            "This is a non-breaking space, as copied from web pages.",
            "Type a space.",
        ),
        Kind::SmartQuote => plain(
            &TYPOGRAPHIC_QUOTES_IN_VALUES,
            "These are typographic quotes.",
            "Use straight ones.",
        ),
        Kind::IgnoredText => plain(
            &TEXT_NEVER_READ,
            "Helm never reads this: the document ended above it.",
            "Remove it, or line it up.",
        ),
        Kind::TextAfterSeparator => {
            plain(&YAML_REFUSED, "Text follows `---` on its line.", "Put it on the next line.")
        }
        Kind::BadTag => plain(
            &YAML_REFUSED,
            "The value does not fit its tag.",
            "Remove the tag, or quote the value.",
        ),
        Kind::NotFinite => plain(
            &YAML_REFUSED,
            "Helm cannot pass on infinity or NaN.",
            "Quote it, or write a number.",
        ),
        Kind::ControlCharacter => {
            plain(&YAML_REFUSED, "There is a control character here.", "Remove it.")
        }
        Kind::TooDeep => {
            plain(&YAML_REFUSED, "The file is nested too deeply.", "Remove some levels.")
        }
        _ => plain(
            &YAML_REFUSED,
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
