use text::{Edit, Span};

use super::Decoder;
use crate::lexer::is_double_quote;
use crate::nearest::{CAPABILITIES, meant};
use crate::problem::ProblemKind;
use crate::{Capabilities, Capability};

impl Decoder<'_> {
    /// The words from left to right. At a `deny` Vault stops: what comes after it is not looked at.
    pub(super) fn capabilities(&mut self, path: &str, words: &[(String, Span)]) -> Capabilities {
        let mut set = Capabilities::NONE;
        for (word, span) in words {
            match Capability::of_word(word) {
                Some(Capability::Deny) => return Capabilities::DENY,
                Some(capability) => set.insert(capability),
                None if word.eq_ignore_ascii_case("write") => self.write(path, words, *span),
                None => self.unknown_capability(word, *span),
            }
        }
        set
    }

    /// The word of the old `policy` key, for which two capabilities stand now: both where something
    /// is stored, only `update` where something is done.
    fn write(&mut self, path: &str, words: &[(String, Span)], span: Span) {
        let there = |c: &Capability| words.iter().any(|(word, _)| word == c.word());
        let does = is_action(path);
        let create = (!does).then_some(Capability::Create);
        let new = create.into_iter().chain([Capability::Update]).filter(|c| !there(c));
        let new: Vec<String> = new.map(|c| format!("\"{c}\"")).collect();
        let edits = match self.is_plain_text(span) && !new.is_empty() {
            true => vec![Edit::replace(span, new.join(", "))],
            false => vec![],
        };
        let nearest = does.then_some(Capability::Update);
        let kind = ProblemKind::UnknownCapability { word: "write".to_owned(), nearest };
        self.problem(kind, span, edits);
    }

    fn unknown_capability(&mut self, word: &str, span: Span) {
        if self.is_full() {
            return;
        }
        let plain = self.is_plain_text(span);
        let fix = |text: String| if plain { vec![Edit::replace(span, text)] } else { vec![] };
        if let Some(quote) = word.chars().find(|c| is_double_quote(*c)) {
            let text = span.of(self.text).replace(is_double_quote, "\"");
            return self.problem(ProblemKind::TypographicQuotes(quote), span, fix(text));
        }
        let parts = joined(word);
        if parts.len() > 1 {
            let quoted: Vec<String> = parts.iter().map(|c| format!("\"{c}\"")).collect();
            let word = word.to_owned();
            let kind = ProblemKind::JoinedCapabilities { word, parts };
            return self.problem(kind, span, fix(quoted.join(", ")));
        }
        let near = meant(word, &CAPABILITIES).filter(|_| !is_negated(word));
        let near = near.and_then(Capability::of_word);
        let edits = near.map_or_else(Vec::new, |c| fix(format!("\"{c}\"")));
        let word = word.to_owned();
        self.problem(ProblemKind::UnknownCapability { word, nearest: near }, span, edits);
    }
}

/// Whether a word says that something is not allowed, as other languages write it: `!delete`, `-update`, `undelete`.
fn is_negated(word: &str) -> bool {
    let bare = word.trim();
    let is_mark = |c: char| "!-~^#?\\".contains(c);
    let other =
        |prefix: &&str| bare.get(..prefix.len()).is_some_and(|b| b.eq_ignore_ascii_case(prefix));
    bare.starts_with(is_mark) || bare.ends_with(is_mark) || ["un", "no", "not"].iter().any(other)
}

/// Whether a path is for something that Vault does: it asks for `update` there.
fn is_action(path: &str) -> bool {
    const DOES: [&str; 14] = [
        "backup", "datakey", "decrypt", "encrypt", "hash", "hmac", "issue", "keys", "random",
        "restore", "rewrap", "sign", "sts", "verify",
    ];
    let path = path.trim_start_matches('/');
    let system = path.starts_with("sys/") || path.starts_with("auth/token/");
    // The first part is the mount; a mount may be called so too.
    system || path.split('/').skip(1).any(|part| DOES.contains(&part))
}

/// The capabilities in a text such as `read,list`; empty where something else is in it.
fn joined(word: &str) -> Vec<Capability> {
    if word.len() > 200 {
        return Vec::new();
    }
    let parts = word.split([',', ' ', ';', '|', '/', '"', '\'']).filter(|part| !part.is_empty());
    let known = |part: &str| Capability::of_word(&part.to_ascii_lowercase());
    parts.map(known).collect::<Option<Vec<_>>>().unwrap_or_default()
}
