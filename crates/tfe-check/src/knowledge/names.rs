//! Names that nobody knows, and what was meant by them.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::OnceLock;

use text::Vocabulary;

use super::index::Index;
use super::{
    CHART_KEYS, SETTINGS, Setting, Status, WRONG_NAMES, WrongName, children, replicated, setting,
};

/// Words that people write in the name of a setting, and those that TFE has. They mean the same.
const WORDS: [(&str, &str); 16] = [
    ("TFE_DB_", "TFE_DATABASE_"),
    ("TFE_PG_", "TFE_DATABASE_"),
    ("TFE_POSTGRES_", "TFE_DATABASE_"),
    ("TFE_POSTGRESQL_", "TFE_DATABASE_"),
    ("TFE_S3_", "TFE_OBJECT_STORAGE_S3_"),
    ("TFE_AZURE_", "TFE_OBJECT_STORAGE_AZURE_"),
    ("TFE_GOOGLE_", "TFE_OBJECT_STORAGE_GOOGLE_"),
    ("TFE_GCS_", "TFE_OBJECT_STORAGE_GOOGLE_"),
    ("TFE_STORAGE_", "TFE_OBJECT_STORAGE_"),
    ("TFE_OBJECT_STORAGE_GCS_", "TFE_OBJECT_STORAGE_GOOGLE_"),
    ("TFE_EXTERN_VAULT_", "TFE_VAULT_"),
    ("TFE_EXTERNAL_VAULT_", "TFE_VAULT_"),
    ("_USERNAME", "_USER"),
    ("_HOSTNAME", "_HOST"),
    ("_PASS", "_PASSWORD"),
    ("_PWD", "_PASSWORD"),
];

/// The setting that a name surely means: in other words, or with a slip of the fingers in it. A name
/// with another word in it means something else, and nothing is said to be meant.
pub fn meant_setting(name: &str) -> Option<&'static Setting> {
    // Lower and upper case of these are two names, and programs read both.
    if ["http_proxy", "https_proxy", "no_proxy"].iter().any(|p| p.eq_ignore_ascii_case(name)) {
        return None;
    }
    in_other_words(name).or_else(|| setting(compared(name).slip?))
}

/// The setting whose name is nearest by its letters, whether it is meant or not.
pub(crate) fn nearest_setting(name: &str) -> Option<&'static Setting> {
    setting(compared(name).nearest?)
}

/// Settings that somebody may have meant with a name, at most three, the likeliest first.
pub(crate) fn settings_like(name: &str) -> impl Iterator<Item = &'static Setting> {
    compared(name).like.into_iter().filter_map(setting)
}

/// What a name is near to.
#[derive(Clone, Default)]
struct Compared {
    slip: Option<&'static str>,
    nearest: Option<&'static str>,
    like: Vec<&'static str>,
}

/// So many names are remembered; a file has fewer.
const MOST_REMEMBERED: usize = 4096;

/// The same names are asked for by several rules, and again for each trial of a fix.
fn compared(name: &str) -> Compared {
    thread_local! {
        static KNOWN: RefCell<HashMap<String, Compared>> = RefCell::default();
    }
    KNOWN.with_borrow_mut(|known| {
        if let Some(compared) = known.get(name) {
            return compared.clone();
        }
        let all = known_names();
        let (slip, nearest) = (all.slip(name), all.nearest(name));
        let compared = Compared { slip, nearest, like: all.candidates(name) };
        if known.len() >= MOST_REMEMBERED {
            known.clear();
        }
        known.insert(name.to_owned(), compared.clone());
        compared
    })
}

/// The setting that a name means in other words: `TFE_DB_USERNAME` for `TFE_DATABASE_USER`.
pub(crate) fn in_other_words(name: &str) -> Option<&'static Setting> {
    // In small letters it may be a setting of any name.
    let small = name.bytes().any(|b| b.is_ascii_lowercase());
    if !small && !may_be_other_words(name) {
        return None;
    }
    setting(&in_words_of_tfe(name)).filter(|s| s.name != name && s.status != Status::Typo)
}

/// What is known of a name that TFE does not have.
pub(crate) fn wrong_name(name: &str) -> Option<&'static WrongName> {
    static INDEX: OnceLock<Index<WrongName>> = OnceLock::new();
    let index = INDEX.get_or_init(|| Index::new(&WRONG_NAMES, |row| row.name));
    let row = |name: &str| index.get(name);
    let small = name.bytes().any(|b| b.is_ascii_lowercase());
    let name: Cow<'_, str> =
        if small { name.to_ascii_uppercase().into() } else { Cow::Borrowed(name) };
    let other = may_be_other_words(&name);
    row(&name).or_else(|| if other { row(&in_words_of_tfe(&name)) } else { None })
}

/// Whether a name can be one of TFE's in other words. Every key of a file is asked for; few can.
fn may_be_other_words(name: &str) -> bool {
    if name.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("TFE_")) {
        return true;
    }
    let last = name.rfind('_').and_then(|at| name.get(at..)).unwrap_or("");
    let is_last = |(word, _): &(&str, &str)| word.eq_ignore_ascii_case(last);
    last.len() > 1 && WORDS.iter().any(is_last)
}

/// The chart's key under `parent` that a misspelt one is nearest to, whether it is meant or not.
pub(crate) fn nearest_key(parent: &str, key: &str) -> Option<&'static str> {
    keys_of(parent)?.nearest(key)
}

/// The chart's key under `parent` that one with a slip of the fingers in it surely means.
pub(crate) fn slip_of_key(parent: &str, key: &str) -> Option<&'static str> {
    let known = keys_of(parent)?.slip(key)?;
    // `Events:` is what another program prints.
    let capital = key.starts_with(char::is_uppercase) && !known.eq_ignore_ascii_case(key);
    (!capital).then_some(known)
}

/// The chart's keys under one of them. Each block's are made ready once: a file may misspell
/// thousands.
fn keys_of(parent: &str) -> Option<&'static Vocabulary<'static>> {
    static BLOCKS: OnceLock<HashMap<&str, OnceLock<Vocabulary<'static>>>> = OnceLock::new();
    let blocks = BLOCKS.get_or_init(|| {
        let parents = CHART_KEYS.iter().filter_map(|key| Some(key.path.rsplit_once('.')?.0));
        parents.chain([""]).map(|parent| (parent, OnceLock::new())).collect()
    });
    let (parent, block) = blocks.get_key_value(parent)?;
    Some(block.get_or_init(|| {
        let words = CHART_KEYS.iter().filter_map(|k| k.path.rsplit('.').next());
        Vocabulary::new(children(parent).map(|(name, _)| name)).with_words(words)
    }))
}

fn in_words_of_tfe(name: &str) -> String {
    let mut said = name.to_ascii_uppercase();
    for (word, known) in WORDS {
        let other = if word.starts_with('_') {
            // `TFE_HOSTNAME` has its own word.
            said.strip_suffix(word)
                .filter(|head| *head != "TFE")
                .map(|head| format!("{head}{known}"))
        } else {
            said.strip_prefix(word).map(|rest| format!("{known}{rest}"))
        };
        said = other.unwrap_or(said);
    }
    if setting(&said).is_some() {
        return said;
    }
    let old = |name: &str| replicated(&name.strip_prefix("TFE_")?.to_ascii_lowercase());
    let old = old(&name.to_ascii_uppercase()).or_else(|| old(&said));
    let old = old.filter(|old| old.same_value && !old.inferred).and_then(|old| old.instead);
    old.map_or(said, str::to_owned)
}

/// All names of settings. `TFC_…` are variables of workspaces, which HCP Terraform has too.
fn known_names() -> &'static Vocabulary<'static> {
    static NAMES: OnceLock<Vocabulary<'static>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let known = SETTINGS.iter().filter(|s| s.status != Status::Typo).map(|s| s.name);
        Vocabulary::new(known).with_words(["TFC"])
    })
}
