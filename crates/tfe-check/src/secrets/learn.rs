//! What of a hidden place is looked for in messages: the value as it stands, without its quotes, with
//! its escapes read, and the words in it that can only be of a secret.

use text::Masker;

use crate::knowledge;

/// Remembers a value as it is written.
pub(super) fn value(masker: &mut Masker, raw: &str) {
    let raw = raw.trim();
    whole(masker, raw);
    words(masker, raw);
}

/// Remembers the words of a text that look like secrets.
pub(super) fn words(masker: &mut Masker, raw: &str) {
    let words = raw.split(|c: char| c.is_whitespace() || "\"'`[]{}(),;".contains(c));
    for word in words {
        part(masker, word);
        // `a:b`, `K=C`, `.Values.C`, `\nC`
        for part in word.split([':', '=', '\\']) {
            self::part(masker, part);
        }
        if let Some(name) = word.strip_prefix(".Values.") {
            whole(masker, name);
        }
    }
}

/// Remembers what stands right of the key or dash of a line.
pub(super) fn right_of(masker: &mut Masker, line: &str) {
    let bare = line.trim().trim_start_matches("- ");
    if let Some((_, right)) = bare.split_once(':').or_else(|| bare.split_once('=')) {
        whole(masker, right.trim());
    }
    whole(masker, bare);
}

/// Remembers a value, in all forms in which a reader may show it.
fn whole(masker: &mut Masker, raw: &str) {
    let mut forms = vec![raw.to_owned()];
    let inner = raw.trim_matches(['[', ']', '{', '}', '(', ')', ' ', ',']);
    forms.push(inner.to_owned());
    // Signs that YAML gives a meaning are not in the word that it speaks of.
    forms.push(
        raw.trim_start_matches(['*', '&', '!', '#', '@', '%', '|', '>', '`', ' ']).to_owned(),
    );
    for quote in ['"', '\''] {
        let bare = raw.trim_start_matches(['\\', ' ']);
        let bare = bare.strip_prefix(quote).map(|b| b.strip_suffix(quote).unwrap_or(b));
        if let Some(bare) = bare {
            forms.push(bare.to_owned());
            forms.push(bare.replace("''", "'"));
            forms.push(unescaped(bare));
            forms.push(bare.trim_end_matches('\\').to_owned());
        }
    }
    forms.push(unescaped(raw));
    // As the reader of a text in quotes shows it.
    forms.push(raw.escape_debug().to_string());
    for form in forms {
        let form = form.trim();
        if !is_common(form) {
            masker.add_value(form);
        }
    }
}

/// Remembers a word of a value, unless it may be a word of anything.
fn part(masker: &mut Masker, word: &str) {
    let word = word.trim_matches(|c: char| ":=*&!#@%|<>.?~".contains(c));
    let telling = word.bytes().any(|b| b.is_ascii_digit()) || !word.is_ascii() || mixed(word);
    if word.len() >= 6 && telling && !is_common(word) && !is_name(word) {
        masker.add_value(word);
    }
}

/// Capitals inside of a word.
fn mixed(word: &str) -> bool {
    let small = word.bytes().any(|b| b.is_ascii_lowercase());
    small && word.bytes().skip(1).any(|b| b.is_ascii_uppercase())
}

fn is_name(word: &str) -> bool {
    let leaf = |path: &str| path.rsplit('.').next() == Some(word);
    word.starts_with("TFE_")
        || super::is_secret_name(word)
        || matches!(word, "secretKeyRef" | "configMapKeyRef" | "valueFrom")
        || knowledge::chart_keys().iter().any(|key| leaf(key.path))
}

/// Whether a value is obviously no secret.
fn is_common(value: &str) -> bool {
    let number = value.len() < 6 && value.bytes().all(|b| b.is_ascii_digit());
    let word = matches!(
        value.to_ascii_lowercase().as_str(),
        "true" | "false" | "null" | "yes" | "no" | "on" | "off" | "none" | "nil"
    );
    number || word || !value.contains(char::is_alphanumeric) || is_open(value)
}

/// Whether what stands in a secret's place only says where it comes from, or is nothing.
pub(crate) fn is_open(value: &str) -> bool {
    let bare = value.trim_matches(['"', '\'', ',']);
    if matches!(bare, "true" | "false" | "null" | "~" | "") {
        return true;
    }
    if is_template(bare) {
        return true;
    }
    let name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '[' | ']' | '-');
    let filled = bare.strip_prefix("${").and_then(|b| b.strip_suffix('}')).unwrap_or(bare);
    let from = ["var.", "local.", "data.", "module.", "random_", "each.", "self."];
    if from.iter().any(|f| filled.starts_with(f)) && filled.chars().all(name) {
        return true;
    }
    let variable = bare.strip_prefix('$').map(|b| b.trim_matches(['{', '}']));
    variable
        .is_some_and(|v| v.contains('_') && v.bytes().all(|b| b.is_ascii_uppercase() || b == b'_'))
}

/// Whether a value is one action of a Go template that names where the value comes from. The end of its
/// marks may be cut off. A password may look like one: then a word of it looks as only secrets do.
fn is_template(bare: &str) -> bool {
    let Some(action) = bare.strip_prefix("{{") else { return false };
    let action = action.trim_start_matches(['-', ' ']);
    let (inside, after) = action.split_once("}}").unwrap_or((action, ""));
    // `-` trims blanks before the end; a name cannot have one.
    let inside = inside.strip_suffix('-').unwrap_or(inside);
    let names = |c: char| c.is_ascii_alphanumeric() || "._$| }".contains(c);
    let mut words = inside.split(|c: char| !c.is_ascii_alphanumeric());
    let named = action.starts_with(['.', '$']) && after.is_empty() && inside.chars().all(names);
    named && !words.any(looks_secret)
}

/// Whether a word looks as only secrets do.
pub(super) fn looks_secret(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
    word.len() >= 8 && digits > 0 && letters > 0 && !word.contains('/')
}

/// A text in quotes with its escapes read.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some('r') => out.push('\r'),
            Some('u') => {
                let code: String = chars.clone().take(4).collect();
                match u32::from_str_radix(&code, 16).ok().and_then(char::from_u32) {
                    Some(read) => {
                        out.push(read);
                        chars.nth(3);
                    }
                    None => out.push('u'),
                }
            }
            Some(other) => out.push(other),
            None => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::is_open;

    #[test]
    fn a_template_that_names_a_source_is_not_a_secret() {
        for open in ["{{ .Values.a.roleId | b64enc }}", "{{- $id -}}", "{{ .Values.id | quote"] {
            assert!(is_open(open), "{open}");
        }
        for given in [
            "{{ \"hunter2\" | b64enc }}",
            "{{ .a }}hunter2",
            "{{hunter2}}",
            "{{ .a (hunter2) }}",
            "{{ .Values.k3Jd92hsL }}",
            "{{ .Values.hunter-two }}",
        ] {
            assert!(!is_open(given), "{given}");
        }
    }
}
