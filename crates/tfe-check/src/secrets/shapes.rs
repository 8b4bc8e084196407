//! Secrets that show by their form, wherever they stand: tokens of Vault, of clouds and of code hosts,
//! private keys, TFE's licenses, and the login in an address.
//!
//! Sources: the token formats of Vault (developer.hashicorp.com/vault/docs/concepts/tokens), of AWS
//! (IAM's unique identifiers), of GitHub, GitLab and HCP Terraform; RFC 7519 for JWTs.

use text::{Lines, Masker, Span};

/// How a token begins, and how many more characters it has at least.
const BEGINNINGS: [(&str, usize); 18] = [
    ("hvs.", 8),
    ("hvb.", 8),
    ("hvr.", 8),
    ("s.", 24),
    ("b.", 60),
    ("AKIA", 16),
    ("ASIA", 16),
    ("02MV4", 16),
    ("ghp_", 16),
    ("gho_", 16),
    ("ghu_", 16),
    ("ghs_", 16),
    ("ghr_", 16),
    ("github_pat_", 16),
    ("glpat-", 12),
    ("xoxb-", 12),
    ("xoxp-", 12),
    ("AIza", 30),
];

/// No token has fewer characters, as the table says.
const SHORTEST: usize = 12;

/// The middle of a token of HCP Terraform and of TFE.
const ATLAS: &str = ".atlasv1.";

/// Adds the secrets that a text shows by their form.
pub(super) fn find(text: &str, lines: &Lines<'_>, masker: &mut Masker) {
    let mut word = None;
    for (at, b) in text.bytes().chain([b' ']).enumerate() {
        let inside =
            b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | b'+' | b'/' | b'=');
        match (word, inside) {
            (None, true) => word = Some(at),
            (Some(start), false) => {
                tokens(text, Span::new(start, at), masker);
                word = None;
            }
            _ => {}
        }
    }
    for (at, _) in text.match_indices("://") {
        if let Some(login) = login(text, at + 3) {
            masker.add(login, login.of(text));
        }
    }
    keys(text, lines, masker);
}

/// The tokens in a word.
fn tokens(text: &str, word: Span, masker: &mut Masker) {
    let whole = word.of(text);
    if whole.len() < ATLAS.len() {
        return;
    }
    // A token may stand after a name and a sign, as in `token=hvs.…`, but never inside of a name.
    let mut from = 0;
    for part in whole.split_inclusive(['=', '/', '+']) {
        let span = Span::new(word.start + from, word.start + from + part.len());
        from += part.len();
        if let Some(token) = token(part) {
            let span = Span::new(span.start, span.start + token.len());
            // What a `/` or a `+` parts is one word in base64.
            let end = if token.starts_with("02MV4") { word.end } else { span.end };
            let span = Span::new(span.start, end);
            masker.add(span, span.of(text));
        }
    }
    if whole.contains(ATLAS) {
        masker.add(word, whole);
    }
}

/// The token that a word begins with.
fn token(word: &str) -> Option<&str> {
    let word = word.trim_end_matches(['=', '/', '+', '.']);
    if word.len() < SHORTEST {
        return None;
    }
    // Nearly all words differ from them in the first letter already.
    let first = word.bytes().next();
    let mut alike = BEGINNINGS.iter().filter(|(start, _)| start.bytes().next() == first);
    let known = alike.any(|(start, least)| {
        let rest = word.strip_prefix(start);
        rest.is_some_and(|rest| match *start {
            // Short beginnings: exactly as Vault made them, in letters and digits.
            "s." => rest.len() == *least && rest.bytes().all(|b| b.is_ascii_alphanumeric()),
            "b." => rest.len() >= *least && !rest.contains('.'),
            "AKIA" | "ASIA" => {
                let capital = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit();
                rest.len() == *least && rest.bytes().all(capital)
            }
            _ => rest.len() >= *least,
        })
    });
    (known || is_jwt(word)).then_some(word)
}

/// Three parts in base64, the first of them JSON.
fn is_jwt(word: &str) -> bool {
    let Some((head, body)) = word.split_once('.') else { return false };
    word.starts_with("eyJ") && head.len() >= 8 && body.len() >= 8
}

/// The password in `scheme://user:password@host`, by the place after the `//`.
fn login(text: &str, from: usize) -> Option<Span> {
    let rest = text.get(from..)?;
    let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>' | '`');
    let near = rest.get(..rest.floor_char_boundary(4096))?;
    let authority = near.get(..near.find(ends).unwrap_or(near.len()))?;
    let authority = authority.get(..authority.find("://").unwrap_or(authority.len()))?;
    let end = authority.rfind('@')?;
    let colon = authority.get(..end)?.find(':')?;
    let (user, password) = (authority.get(..colon)?, authority.get(colon + 1..end)?);
    let port = password.split('/').next().is_some_and(|p| p.bytes().all(|b| b.is_ascii_digit()));
    let is_path = user.contains('/') || port && password.contains('/');
    let filled = password.is_empty() || super::learn::is_open(password);
    (!is_path && !filled).then_some(Span::new(from + colon + 1, from + end))
}

/// Private keys in PEM, line by line: where the end is missing, as far as it looks like one.
fn keys(text: &str, lines: &Lines<'_>, masker: &mut Masker) {
    if !text.contains("PRIVATE KEY-----") {
        return;
    }
    let mut inside = false;
    for number in 1..=lines.count() {
        let line = lines.span(number);
        let mut content = line.of(text);
        let mut start = line.start;
        if let Some(at) = content.find("-----BEGIN ")
            && content.get(at..).is_some_and(|rest| rest.contains("PRIVATE KEY-----"))
        {
            start += at;
            content = content.get(at..).unwrap_or("");
            inside = true;
        }
        if !inside {
            continue;
        }
        let last = content.find("-----END ");
        let end = last.and_then(|at| Some(at + 9 + content.get(at + 9..)?.find("-----")? + 5));
        let shown = content.get(..end.unwrap_or(content.len())).unwrap_or(content);
        let body = shown.trim();
        let alike = body.chars().all(|c| c.is_ascii_alphanumeric() || "+/=\\ :,-\"'".contains(c));
        if !alike && !body.contains("-----") {
            inside = false;
            continue;
        }
        let place = start + (shown.len() - shown.trim_start().len());
        masker.add(Span::new(place, place + body.len()), body);
        for piece in body.split("\\n").filter(|piece| !piece.contains("-----")) {
            if piece.len() >= 8 {
                masker.add_value(piece);
            }
        }
        inside = last.is_none();
    }
}
