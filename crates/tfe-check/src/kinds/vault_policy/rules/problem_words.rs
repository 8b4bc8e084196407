//! Which row of `knowledge/syntax-words.yaml` is about which of the parser's problems, and what is filled in.

use text::short;
use vault_policy::{Expected, ProblemKind as P, RuleKey};

use super::capability_meant;
use crate::knowledge::syntax::vault_policy as rows;
use crate::knowledge::syntax::{Sentences, SyntaxWords};

/// The sentences for one problem.
pub(crate) fn words(kind: &P) -> Sentences {
    row(kind).with(&values(kind))
}

/// The row about one problem. A problem without words does not compile.
pub(super) fn row(kind: &P) -> &'static SyntaxWords {
    match kind {
        // Characters.
        P::InvalidUtf8 => &rows::INVALID_UTF8,
        P::NullCharacter => &rows::NULL_CHARACTER,
        P::ReservedCharacter => &rows::RESERVED_CHARACTER,
        P::ByteOrderMark => &rows::BYTE_ORDER_MARK,
        P::IllegalSpace(_) => &rows::ILLEGAL_SPACE,
        P::IllegalCharacter(_) => &rows::ILLEGAL_CHARACTER,
        P::TypographicQuotes(_) => &rows::TYPOGRAPHIC_QUOTES,
        P::WrongQuotes(_) => &rows::WRONG_QUOTES,
        P::MarkdownFence => &rows::MARKDOWN_FENCE,
        P::LoneSlash => &rows::LONE_SLASH,
        P::UnterminatedComment => &rows::UNTERMINATED_COMMENT,
        P::UnterminatedString => &rows::UNTERMINATED_STRING,
        P::UnopenedString => &rows::UNOPENED_STRING,
        P::IllegalEscape(_) => &rows::ILLEGAL_ESCAPE,
        P::UnreadableEscape => &rows::UNREADABLE_ESCAPE,
        P::IllegalNumber | P::IllegalInteger { .. } => &rows::ILLEGAL_NUMBER,
        P::LoneLess => &rows::LONE_LESS,
        P::IllegalHeredocMarker => &rows::ILLEGAL_HEREDOC_MARKER,
        P::UnterminatedHeredoc { .. } => &rows::UNTERMINATED_HEREDOC,
        // Structure.
        P::MissingComma => &rows::MISSING_COMMA,
        P::UnexpectedComma => &rows::UNEXPECTED_COMMA,
        P::UnclosedBrace { .. } => &rows::UNCLOSED_BRACE,
        P::UnclosedBracket { .. } => &rows::UNCLOSED_BRACKET,
        P::UnopenedBracket(_) => &rows::UNOPENED_BRACKET,
        P::MissingOpenBrace => &rows::MISSING_OPEN_BRACE,
        P::MissingOpenBracket => &rows::MISSING_OPEN_BRACKET,
        P::WrongBracket { .. } => &rows::WRONG_BRACKET,
        P::MissingEquals => &rows::MISSING_EQUALS,
        P::MissingColon => &rows::COLON_MISSING_IN_JSON,
        P::ColonForEquals => &rows::COLON_FOR_EQUALS,
        P::UnexpectedEquals => &rows::UNEXPECTED_EQUALS,
        P::MissingKey => &rows::MISSING_KEY,
        P::UnnamedBlock => &rows::UNNAMED_BLOCK,
        P::KeyWithoutValue { .. } => &rows::KEY_WITHOUT_VALUE,
        P::MissingValue { .. } => &rows::MISSING_VALUE,
        P::UnquotedWord { word } if word == "null" => &rows::UNQUOTED_NULL,
        P::UnquotedWord { .. } => &rows::UNQUOTED_WORD,
        P::UnquotedPath => &rows::UNQUOTED_PATH,
        P::TooDeep => &rows::TOO_DEEP,
        P::UnexpectedToken(_) => &rows::UNEXPECTED_TOKEN,
        // Meaning.
        P::DuplicateAttribute { .. } => &rows::DUPLICATE_ATTRIBUTE,
        P::PathWordMissing { .. } => &rows::PATH_WORD_MISSING,
        P::UnknownTopLevelKey { nearest: None, .. } | P::UnknownKey { nearest: None, .. } => {
            &rows::UNKNOWN_KEY
        }
        P::UnknownTopLevelKey { .. } | P::UnknownKey { .. } => &rows::MISSPELT_KEY,
        P::PathWithoutBlock => &rows::PATH_WITHOUT_BLOCK,
        P::WrongType { .. } => &rows::WRONG_TYPE,
        P::BareString { .. } => &rows::BARE_STRING,
        P::UnknownCapability { word, nearest: None } if word == "write" => {
            &rows::WRITE_AS_CAPABILITY
        }
        P::UnknownCapability { nearest: None, .. } => &rows::UNKNOWN_CAPABILITY,
        P::UnknownCapability { .. } => &rows::MISSPELT_CAPABILITY,
        P::JoinedCapabilities { .. } => &rows::JOINED_CAPABILITIES,
        P::UnknownPolicyWord { nearest: None, .. } => &rows::UNKNOWN_POLICY_WORD,
        P::UnknownPolicyWord { .. } => &rows::MISSPELT_POLICY_WORD,
        P::PlusStar => &rows::PLUS_STAR,
        P::UnbalancedTemplate => &rows::UNBALANCED_TEMPLATE,
        P::IllegalDuration { .. } => &rows::ILLEGAL_DURATION,
        P::DurationTooLong { .. } => &rows::DURATION_TOO_LONG,
        P::MaxBelowMin => &rows::MAX_BELOW_MIN,
        P::ControlGroupWithoutFactor => &rows::CONTROL_GROUP_WITHOUT_FACTOR,
        P::FactorWithoutIdentity { .. } => &rows::FACTOR_WITHOUT_IDENTITY,
        P::FactorIncomplete { .. } => &rows::FACTOR_INCOMPLETE,
        P::ControlledNotGranted { .. } => &rows::CONTROLLED_NOT_GRANTED,
    }
}

/// What a problem fills into the sentences of its row. What has to be typed is never shortened.
fn values(kind: &P) -> Vec<(&'static str, String)> {
    match kind {
        P::IllegalSpace(c) => vec![("character", name(*c))],
        P::IllegalCharacter(c) | P::IllegalEscape(c) => vec![("character", c.to_string())],
        P::WrongQuotes(c) => vec![("quote", c.to_string())],
        P::UnterminatedHeredoc { marker } => vec![("marker", marker.clone())],
        P::UnopenedBracket(c) => vec![("bracket", c.to_string())],
        P::WrongBracket { found, expected } => {
            vec![("found", found.to_string()), ("expected", expected.to_string())]
        }
        P::KeyWithoutValue { key }
        | P::MissingValue { key }
        | P::BareString { key }
        | P::DurationTooLong { key } => vec![("key", short(key).into_owned())],
        P::DuplicateAttribute { key, .. } => {
            // Durations and names have one value; lists and parameters can have both.
            let single = [RuleKey::Policy, RuleKey::MinWrappingTtl, RuleKey::MaxWrappingTtl];
            let joined = if single.iter().any(|k| k.word() == key) { "" } else { " that has both" };
            vec![
                ("key", short(key).into_owned()),
                ("whole-key", key.clone()),
                ("joined", joined.to_owned()),
            ]
        }
        P::WrongType { key, expected } => {
            vec![("key", short(key).into_owned()), ("expected", takes(*expected).to_owned())]
        }
        P::UnknownTopLevelKey { key, nearest } | P::UnknownKey { key, nearest } => {
            vec![("key", short(key).into_owned()), ("near", nearest.unwrap_or("").to_owned())]
        }
        P::PathWordMissing { path } => vec![("path", short(path).into_owned())],
        P::UnknownCapability { word, nearest } => vec![
            ("word", short(word).into_owned()),
            ("near", nearest.map_or("", |near| near.word()).to_owned()),
            ("question", capability_meant::question(word).to_owned()),
        ],
        P::UnknownPolicyWord { word, nearest } => {
            vec![("word", short(word).into_owned()), ("near", nearest.unwrap_or("").to_owned())]
        }
        P::UnquotedWord { word } | P::ControlledNotGranted { word } => {
            vec![("word", short(word).into_owned())]
        }
        P::IllegalDuration { text, .. } => vec![("duration", short(text).into_owned())],
        P::FactorWithoutIdentity { factor } | P::FactorIncomplete { factor } => {
            vec![("factor", short(factor).into_owned())]
        }
        // Their sentences say all.
        P::InvalidUtf8
        | P::NullCharacter
        | P::ReservedCharacter
        | P::ByteOrderMark
        | P::TypographicQuotes(_)
        | P::MarkdownFence
        | P::LoneSlash
        | P::UnterminatedComment
        | P::UnterminatedString
        | P::UnopenedString
        | P::UnreadableEscape
        | P::IllegalNumber
        | P::LoneLess
        | P::IllegalHeredocMarker
        | P::MissingComma
        | P::UnexpectedComma
        | P::UnclosedBrace { .. }
        | P::UnclosedBracket { .. }
        | P::MissingOpenBrace
        | P::MissingOpenBracket
        | P::MissingEquals
        | P::ColonForEquals
        | P::MissingColon
        | P::UnexpectedEquals
        | P::MissingKey
        | P::UnnamedBlock
        | P::UnquotedPath
        | P::UnexpectedToken(_)
        | P::TooDeep
        | P::PathWithoutBlock
        | P::JoinedCapabilities { .. }
        | P::PlusStar
        | P::UnbalancedTemplate
        | P::IllegalInteger { .. }
        | P::MaxBelowMin
        | P::ControlGroupWithoutFactor => Vec::new(),
    }
}

fn takes(expected: Expected) -> &'static str {
    match expected {
        Expected::Text => "a string in quotes",
        Expected::Duration => "a duration such as \"60s\"",
        Expected::Number => "a number",
        Expected::Texts => "a list of strings",
        Expected::ListsByName => "a block with a list for each parameter",
        Expected::Block => "a block",
    }
}

pub(super) fn name(c: char) -> String {
    match c {
        '\u{a0}' => "a non-breaking space".to_owned(),
        '\u{200b}' => "an invisible zero-width space".to_owned(),
        c if text::turns_direction(c) => {
            "an invisible character that turns the direction of writing".to_owned()
        }
        '\u{2028}' | '\u{2029}' => "an invisible line separator".to_owned(),
        '\u{370}'..='\u{3ff}' => format!("the Greek letter `{c}` (U+{:04X})", u32::from(c)),
        '\u{400}'..='\u{52f}' => format!("the Cyrillic letter `{c}` (U+{:04X})", u32::from(c)),
        c => format!("U+{:04X}", u32::from(c)),
    }
}
