//! The sentences for the parser's problems.

use text::short;
use vault_policy::{Expected, ProblemKind as P};

use super::capability_meant;

/// What is said of a problem.
pub(crate) struct Words {
    pub what: String,
    pub why: String,
    pub action: String,
    /// The fix button: a verb with its object.
    pub fix: Option<String>,
}

const REFUSED: &str = "Vault rejects the whole policy: `vault policy write` fails.";

fn words_for(what: impl Into<String>, action: impl Into<String>, fix: Option<&str>) -> Words {
    Words {
        what: what.into(),
        why: REFUSED.to_owned(),
        action: action.into(),
        fix: fix.map(str::to_owned),
    }
}

/// The sentences for one problem.
pub(crate) fn words(kind: &P) -> Words {
    character(kind).or_else(|| structure(kind)).unwrap_or_else(|| meaning(kind))
}

fn character(kind: &P) -> Option<Words> {
    Some(match kind {
        P::InvalidUtf8 => {
            words_for("A byte here is not valid UTF-8.", "Save the file as UTF-8.", None)
        }
        P::NullCharacter => words_for(
            "There is a zero byte here; Vault rejects it even in a comment.",
            "Delete it, or check that this is the right file.",
            None,
        ),
        P::ReservedCharacter => words_for(
            "The character U+E123 is here; Vault's parser reserves it.",
            "Delete it.",
            Some("Delete it"),
        ),
        P::ByteOrderMark => words_for(
            "The file begins with a byte order mark, which Vault cannot read.",
            "Save the file as UTF-8 without a byte order mark.",
            Some("Delete the mark"),
        ),
        P::IllegalSpace(c) => words_for(
            format!("This is not a plain space but {}.", name(*c)),
            "Replace it with a plain space.",
            Some("Use a plain space"),
        ),
        P::IllegalCharacter(c) => words_for(
            format!("`{c}` means nothing here."),
            "Delete it, or put the value in double quotes.",
            Some("Delete it"),
        ),
        P::TypographicQuotes(_) => words_for(
            "These are typographic quotes; Vault accepts only the plain \".",
            "Use plain double quotes.",
            Some("Use plain quotes"),
        ),
        P::WrongQuotes(c) => words_for(
            format!("Vault does not accept strings in {c}…{c}."),
            "Use double quotes.",
            Some("Use double quotes"),
        ),
        P::MarkdownFence => words_for(
            "This line belongs to a web page's code block, not to the policy.",
            "Delete the line.",
            Some("Delete the line"),
        ),
        P::LoneSlash => {
            words_for("A single `/` means nothing here.", "A comment begins with # or //.", None)
        }
        P::UnterminatedComment => {
            words_for("This `/*` comment is never closed.", "Close it with */.", None)
        }
        P::UnterminatedString => {
            words_for("The closing quote is missing.", "Close the quotes.", Some("Add the quote"))
        }
        P::UnopenedString => {
            words_for("The opening quote is missing.", "Open the quotes.", Some("Add the quote"))
        }
        P::IllegalEscape(c) => words_for(
            format!("`\\{c}` means nothing inside quotes."),
            "Write \\\\ for a backslash.",
            Some("Write \\\\"),
        ),
        P::UnreadableEscape => words_for(
            "This escape is not a character; Vault crashes on it.",
            "Write the character itself.",
            None,
        ),
        P::IllegalNumber | P::IllegalInteger { .. } => {
            words_for("Vault cannot read this number.", "Write a plain decimal number.", None)
        }
        P::LoneLess => words_for("A single `<` means nothing here.", "Delete it.", None),
        P::IllegalHeredocMarker => words_for(
            "The word after `<<` is missing, or something follows it.",
            "Write one plain word after <<, then a line break.",
            None,
        ),
        P::UnterminatedHeredoc { marker } => words_for(
            format!("The line `{marker}` that ends this text is missing."),
            format!("Add a line with only {marker}."),
            None,
        ),
        _ => return None,
    })
}

fn structure(kind: &P) -> Option<Words> {
    Some(match kind {
        P::MissingComma => words_for(
            "A comma is missing between two items.",
            "Add the comma.",
            Some("Add the comma"),
        ),
        P::UnexpectedComma => {
            words_for("A comma is not allowed here.", "Delete it.", Some("Delete the comma"))
        }
        P::UnclosedBrace { .. } => {
            words_for("This `{` is never closed.", "Close it with }.", Some("Add the }"))
        }
        P::UnclosedBracket { .. } => {
            words_for("This `[` is never closed.", "Close it with ].", Some("Add the ]"))
        }
        P::UnopenedBracket(c) => {
            words_for(format!("This `{c}` closes nothing."), "Delete it.", Some("Delete it"))
        }
        P::MissingOpenBrace => {
            words_for("The `{` of this rule is missing.", "Add the {.", Some("Add the {"))
        }
        P::MissingOpenBracket => {
            words_for("The `[` of this list is missing.", "Add the [.", Some("Add the ["))
        }
        P::WrongBracket { found, expected } => words_for(
            format!("A list opens with `[` and closes with `]`; this is `{found}`."),
            format!("Write {expected}."),
            Some("Correct the bracket"),
        ),
        P::MissingEquals => words_for("The `=` is missing.", "Add the =.", Some("Add the =")),
        P::ColonForEquals => {
            words_for("Vault expects `=` here, not `:`.", "Write =.", Some("Write ="))
        }
        P::UnexpectedEquals => {
            words_for("An `=` is not allowed here.", "Delete it.", Some("Delete the ="))
        }
        P::MissingKey => {
            words_for("Nothing is before the `=`.", "Write the key that is set.", None)
        }
        P::UnnamedBlock => words_for(
            "Nothing is before this `{`.",
            "Write `path` and the path in quotes before it.",
            None,
        ),
        P::KeyWithoutValue { key } => words_for(
            format!("`{}` has no value.", short(key)),
            "Give it a value, or delete it.",
            None,
        ),
        P::MissingValue { key } => words_for(
            format!("Nothing is after the `=` of `{}`.", short(key)),
            "Write the value, or delete the line.",
            None,
        ),
        P::UnquotedWord { word } if word == "null" => words_for(
            "Vault does not accept `null`.",
            "Write the value, as [\"read\"] for capabilities, or delete the key.",
            None,
        ),
        P::UnquotedWord { word } => words_for(
            format!("`{}` needs quotes.", short(word)),
            "Put it in double quotes.",
            Some("Add the quotes"),
        ),
        P::UnquotedPath => {
            words_for("This path needs quotes.", "Put it in double quotes.", Some("Add the quotes"))
        }
        P::TooDeep => {
            words_for("Brackets are nested too deeply to be read.", "Close what is open.", None)
        }
        _ => return None,
    })
}

fn meaning(kind: &P) -> Words {
    match kind {
        P::DuplicateAttribute { key, .. } => Words {
            what: format!("`{}` is set twice in one rule.", short(key)),
            why: "Vault 1.21 and later reject the policy; a token that has it can then do nothing."
                .to_owned(),
            action: format!("Write one `{key}` that has both, and delete the other."),
            fix: Some("Merge the two".to_owned()),
        },
        P::PathWordMissing { path } => words_for(
            format!("The word `path` is missing before `{}`.", short(path)),
            "Write `path` before it; in JSON, put the rule into \"path\": { … }.",
            Some("Write path before it"),
        ),
        P::UnknownTopLevelKey { key, nearest } | P::UnknownKey { key, nearest } => words_for(
            format!("`{}` is not a key Vault recognizes here.", short(key)),
            nearest.map_or("Delete it.".to_owned(), |near| format!("Write `{near}`.")),
            nearest.map(|near| format!("Write {near}")).as_deref(),
        ),
        P::PathWithoutBlock => words_for(
            "`path` needs a block in braces.",
            "Write path \"…\" { capabilities = […] }.",
            None,
        ),
        P::WrongType { key, expected } => words_for(
            format!("`{}` takes {}.", short(key), takes(*expected)),
            "Write the value in that form.",
            None,
        ),
        P::BareString { key } => words_for(
            format!("`{}` takes a list, not a single string.", short(key)),
            "Put it in square brackets.",
            Some("Make it a list"),
        ),
        P::UnknownCapability { word, nearest: None } if word == "write" => words_for(
            "`write` is not a capability.",
            "Write \"create\", \"update\" instead; `write` was a word of the old `policy` key.",
            Some("Write \"create\" and \"update\""),
        ),
        P::UnknownCapability { word, nearest } => {
            let near = nearest.map(|c| c.word());
            words_for(
                format!("`{}` is not a capability.", short(word)),
                near.map_or_else(
                    || capability_meant::question(word).to_owned(),
                    |near| format!("Write \"{near}\"."),
                ),
                near.map(|near| format!("Write \"{near}\"")).as_deref(),
            )
        }
        P::JoinedCapabilities { .. } => words_for(
            "Several capabilities are in one pair of quotes.",
            "Put each in its own quotes.",
            Some("Separate them"),
        ),
        P::UnknownPolicyWord { word, nearest } => words_for(
            format!("`{}` is not a value the old `policy` key accepts.", short(word)),
            nearest.map_or("Use capabilities instead.".to_owned(), |near| {
                format!("Write \"{near}\".")
            }),
            nearest.map(|near| format!("Write \"{near}\"")).as_deref(),
        ),
        P::PlusStar => words_for(
            "`+*` is not allowed in a path.",
            "Use + for one whole segment, or * at the very end.",
            None,
        ),
        P::UnbalancedTemplate => words_for(
            "The `{{` and `}}` of this path do not match.",
            "Close each {{ with one }}.",
            None,
        ),
        P::IllegalDuration { text, .. } => words_for(
            format!("Vault cannot read the duration `{}`.", short(text)),
            "Write seconds, or a number with s, m, h or d.",
            None,
        ),
        P::DurationTooLong { key } => words_for(
            format!("This value of `{}` is too long: more than 292 years.", short(key)),
            "Write fewer seconds; the maximum is 9223372036, or \"106751d\".",
            None,
        ),
        P::MaxBelowMin => words_for(
            "The longest wrapping TTL is shorter than the shortest.",
            "Raise max_wrapping_ttl or lower min_wrapping_ttl.",
            None,
        ),
        P::ControlGroupWithoutFactor => {
            words_for("This control group has no factor.", "Add a factor block.", None)
        }
        P::FactorWithoutIdentity { factor } => words_for(
            format!("The factor `{}` has no identity block.", short(factor)),
            "State which groups approve, and how many approvals it takes.",
            None,
        ),
        P::FactorIncomplete { factor } => words_for(
            format!("The factor `{}` lacks groups or approvals.", short(factor)),
            "Set group_names or group_ids, and approvals above 0.",
            None,
        ),
        P::ControlledNotGranted { word } => words_for(
            format!("`{}` is controlled but not granted by this rule.", short(word)),
            "Grant it, or remove it from controlled_capabilities.",
            None,
        ),
        P::UnexpectedToken(_) => words_for(
            "Vault expects something else here.",
            "Compare the line with: path \"…\" { capabilities = [\"…\"] }.",
            None,
        ),
        _ => words_for("Vault cannot read this place.", "Compare it with a rule that works.", None),
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

fn name(c: char) -> String {
    match c {
        '\u{a0}' => "a non-breaking space".to_owned(),
        '\u{200b}' => "an invisible zero-width space".to_owned(),
        '\u{2028}' | '\u{2029}' => "an invisible line separator".to_owned(),
        c => format!("U+{:04X}", u32::from(c)),
    }
}
