//! How much a text looks like the settings of a Replicated installation.

use super::facts::{Form, Item, Settings};
use super::json;

/// No settings file is that long, and a longer text is not read to find out what it is.
const LARGE: usize = 1024 * 1024;

/// What speaks for it, in a few words for people; none where nothing does.
pub(super) fn reason(text: &str) -> Option<&'static str> {
    let start = text.get(json::start(text)..).unwrap_or("").trim_start();
    if !start.starts_with('{') || text.len() > LARGE || !text.contains('"') {
        return None;
    }
    let settings = Settings::of(text);
    let rest = text.get(settings.json.end..).unwrap_or("");
    if rest.lines().any(|line| !line.trim().is_empty() && !json::is_prompt(line)) {
        return None;
    }
    let known = settings.items.iter().filter(|item| item.row.is_some()).count();
    let telling = settings.items.iter().filter(is_telling).count();
    let all = settings.items.len();
    let most = known * 2 >= all;
    match settings.form {
        Form::Installer => (known >= 2 && most).then_some("the names of replicated.conf"),
        Form::Items => {
            let clear = telling > 0 || known >= 2 && known == all;
            (most && clear).then_some("the names of Replicated's settings")
        }
        Form::Flat => (most && telling >= 2).then_some("the names of Replicated's settings"),
    }
}

/// Whether no other program has a setting of that name.
fn is_telling(item: &&Item<'_>) -> bool {
    item.row.is_some_and(|row| row.anywhere)
}
