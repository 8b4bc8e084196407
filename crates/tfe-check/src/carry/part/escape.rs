//! How characters of a text are written in what it is wrapped in.

/// The characters that a wrapping writes in another way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Escape {
    /// All as they are.
    Nothing,
    /// As in a string of JSON; a line break is written as `\n` or as it is.
    Json {
        /// `\n` for a line break.
        breaks: bool,
    },
    /// Only line breaks and tabs are escapes, as `\n` and `\t`.
    Breaks,
    /// Entities of HTML.
    Html {
        /// Quotes are entities too.
        quotes: bool,
        /// Blanks that follow each other are `&nbsp;`.
        blanks: bool,
    },
    /// Quoted-printable, as mails are sent.
    Mail,
    /// Markdown's backslashes.
    Markdown,
    /// A shell replaces `$…` and commands between backticks in it.
    Shell,
    /// A string of a shell in single quotes.
    Apostrophes,
    /// A string of a shell in double quotes.
    Quotes,
    /// A cell of a table that is written with commas.
    Cell,
    /// PowerShell's lines between `@"` and `"@`.
    HereString,
}

impl Escape {
    /// A text as it is written; `None` where it cannot be written for certain.
    pub(super) fn write(&self, text: &str) -> Option<String> {
        match self {
            Self::Nothing => Some(text.to_owned()),
            Self::Json { breaks } => Some(json(text, *breaks)),
            Self::Breaks if text.contains('\\') => None,
            Self::Breaks => Some(text.replace('\r', "").replace('\n', "\\n")),
            Self::Html { quotes, blanks } => Some(html(text, *quotes, *blanks)),
            Self::Mail => Some(mail(text)),
            Self::Markdown if text.contains('\\') => None,
            Self::Markdown => Some(text.replace('_', "\\_").replace('*', "\\*")),
            Self::Shell => Some(before(text, &['\\', '$', '`'])),
            Self::HereString => Some(here_string(text)),
            Self::Quotes => Some(before(text, &['\\', '$', '`', '"'])),
            Self::Cell => Some(text.replace('"', "\"\"")),
            Self::Apostrophes => Some(text.replace('\'', "'\\''")),
        }
    }

    /// Whether an edit may take away what the file has between two pieces of the text.
    pub(super) fn may_drop(&self, gap: &str) -> bool {
        match self {
            // A tag belongs to another one.
            Self::Html { .. } => !gap.contains('<'),
            // A line is cut by `=` at its end.
            Self::Mail => true,
            _ => !gap.contains('\n'),
        }
    }
}

/// A backtick before what PowerShell fills in.
pub(super) fn here_string(text: &str) -> String {
    text.replace('`', "``").replace('$', "`$")
}

/// A backslash before each of these characters.
fn before(text: &str, signs: &[char]) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if signs.contains(&c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn json(text: &str, breaks: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' if breaks => out.push_str("\\n"),
            // The line break that follows it is written in the file's way.
            '\r' => {}
            '\n' => out.push('\n'),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

fn html(text: &str, quotes: bool, blanks: bool) -> String {
    let mut out = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    if quotes {
        out = out.replace('"', "&quot;");
    }
    if blanks { out.replace("  ", "&nbsp;&nbsp;") } else { out }
}

/// `=3D` for the sign itself, and bytes for all characters that ASCII does not have.
fn mail(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut bytes = [0; 4];
    for c in text.chars() {
        if c.is_ascii() && c != '=' {
            out.push(c);
            continue;
        }
        for byte in c.encode_utf8(&mut bytes).bytes() {
            out.push_str(&format!("={byte:02X}"));
        }
    }
    out
}
