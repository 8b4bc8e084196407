//! Which row of `knowledge/syntax-words.yaml` is about which problem of the YAML reader, and what is filled in.

use helm_values::ProblemKind as Kind;

use crate::base::finding::Rule;
use crate::knowledge::rules::helm_overrides::{
    NO_BREAK_SPACE_IN_VALUES, TAB_INDENTATION, TYPOGRAPHIC_QUOTES_IN_VALUES, YAML_REFUSED,
    ZERO_WIDTH_CHARACTERS,
};
use crate::knowledge::syntax::SyntaxWords;
use crate::knowledge::syntax::helm_overrides as rows;

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

/// The row about one problem. A problem without words does not compile; templates have a rule of their own.
pub(super) fn row(kind: &Kind) -> &'static SyntaxWords {
    match kind {
        Kind::TabIndentation => &rows::TAB_INDENTATION,
        Kind::ReservedStart(_) => &rows::RESERVED_START,
        Kind::UndefinedAlias(_) => &rows::UNDEFINED_ALIAS,
        Kind::ColonInValue => &rows::COLON_IN_VALUE,
        Kind::QuestionMarkInFlow => &rows::QUESTION_MARK_IN_FLOW,
        Kind::UnclosedQuote(_) => &rows::UNCLOSED_QUOTE,
        Kind::UnclosedFlow(_) => &rows::UNCLOSED_FLOW,
        Kind::MissingBrace => &rows::BRACE_MISSING,
        Kind::MissingComma => &rows::COMMA_MISSING_IN_BRACKETS,
        Kind::StrayClose(_) => &rows::STRAY_CLOSE,
        Kind::BadIndentation => &rows::BAD_INDENTATION,
        Kind::NestedUnderValue => &rows::NESTED_UNDER_VALUE,
        Kind::LinesBelowEmptyValue => &rows::LINES_BELOW_EMPTY_VALUE,
        Kind::ListBehindKey => &rows::LIST_BEHIND_KEY,
        Kind::LeftOut => &rows::LEFT_OUT,
        Kind::MissingColon => &rows::MISSING_COLON,
        Kind::MissingSpace => &rows::MISSING_SPACE,
        Kind::TextAfterQuote => &rows::TEXT_AFTER_QUOTE,
        Kind::BadEscape => &rows::BAD_ESCAPE,
        Kind::BadBlockScalar => &rows::BAD_BLOCK_SCALAR,
        Kind::NullKey | Kind::ComplexKey | Kind::HugeKey | Kind::LongKey => &rows::BAD_KEY,
        Kind::RecursiveAlias(_) | Kind::ExcessiveAliasing | Kind::BadMerge => &rows::BAD_ALIAS,
        Kind::NotAMap(_) => &rows::NOT_A_MAP,
        Kind::Directive | Kind::DirectiveBeforeDocument => &rows::DIRECTIVE,
        Kind::NoBreakSpace => &rows::NO_BREAK_SPACE,
        Kind::SmartQuote => &rows::SMART_QUOTE,
        Kind::StrayQuote(_) => &rows::STRAY_QUOTE,
        Kind::IgnoredText => &rows::IGNORED_TEXT,
        Kind::TextAfterSeparator => &rows::TEXT_AFTER_SEPARATOR,
        Kind::BadTag => &rows::BAD_TAG,
        Kind::NotFinite => &rows::NOT_FINITE,
        Kind::ControlCharacter => &rows::CONTROL_CHARACTER,
        Kind::TooDeep => &rows::TOO_DEEP,
        Kind::BadProperty | Kind::Other(_) | Kind::GoTemplate | Kind::TerraformTemplate => {
            &rows::UNREADABLE
        }
    }
}

/// What a problem fills into the sentences of its row.
pub(super) fn values(kind: &Kind) -> Vec<(&'static str, String)> {
    match kind {
        Kind::ReservedStart(c) => vec![("character", c.to_string())],
        Kind::UnclosedQuote(c) | Kind::StrayQuote(c) => vec![("quote", c.to_string())],
        Kind::UnclosedFlow(c) | Kind::StrayClose(c) => vec![("bracket", c.to_string())],
        Kind::NotAMap(thing) => vec![("thing", (*thing).to_owned())],
        // Their sentences say all.
        Kind::TabIndentation
        | Kind::UndefinedAlias(_)
        | Kind::RecursiveAlias(_)
        | Kind::ExcessiveAliasing
        | Kind::GoTemplate
        | Kind::TerraformTemplate
        | Kind::MissingComma
        | Kind::MissingBrace
        | Kind::QuestionMarkInFlow
        | Kind::BadIndentation
        | Kind::NestedUnderValue
        | Kind::LinesBelowEmptyValue
        | Kind::ListBehindKey
        | Kind::ColonInValue
        | Kind::LeftOut
        | Kind::MissingColon
        | Kind::TextAfterQuote
        | Kind::BadEscape
        | Kind::BadBlockScalar
        | Kind::BadProperty
        | Kind::LongKey
        | Kind::Directive
        | Kind::DirectiveBeforeDocument
        | Kind::TextAfterSeparator
        | Kind::IgnoredText
        | Kind::ControlCharacter
        | Kind::TooDeep
        | Kind::NotFinite
        | Kind::NullKey
        | Kind::ComplexKey
        | Kind::HugeKey
        | Kind::BadTag
        | Kind::BadMerge
        | Kind::NoBreakSpace
        | Kind::SmartQuote
        | Kind::MissingSpace
        | Kind::Other(_) => Vec::new(),
    }
}
