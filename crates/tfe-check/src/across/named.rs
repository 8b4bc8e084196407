//! The place of a setting or a chart key that a known line of a log is about, in a file that gives it a value.

use text::Span;

use crate::carry::line::{Line, lines_of};

/// No file with settings is longer.
const LARGE: usize = 256 * 1024;

/// The place of the first of these names that a file gives a value: settings first, then keys of the chart.
pub(super) fn place(file: &str, settings: &[&str], keys: &[&str]) -> Option<Span> {
    if file.len() > LARGE {
        return None;
    }
    let setting = settings.iter().find_map(|name| setting(file, name));
    setting.or_else(|| keys.iter().find_map(|key| chart_key(file, key)))
}

fn setting(file: &str, name: &str) -> Option<Span> {
    if !file.contains(name) {
        return None;
    }
    lines_of(file).find_map(|line| in_line(&line, name))
}

/// The name in a line that gives it a value: `NAME: a`, `NAME=a`, `key = "NAME"`, `"NAME": "a"`.
fn in_line(line: &Line<'_>, name: &str) -> Option<Span> {
    if line.content.trim_start().starts_with(['#', '/']) {
        return None;
    }
    let at = line.content.find(name)?;
    let (before, rest) = (line.content.get(..at)?, line.content.get(at + name.len()..)?);
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let whole = !before.ends_with(is_part) && !rest.starts_with(is_part);
    let behind = rest.trim_start_matches(['"', '\'', ' ']);
    let named = behind.starts_with([':', '=']) || before.contains("key");
    (whole && named).then(|| Span::new(line.start + at, line.start + at + name.len()))
}

/// The key at the end of a path of values.
fn chart_key(file: &str, key: &str) -> Option<Span> {
    let path: Vec<&str> = key.split('.').collect();
    if !path.last().is_some_and(|last| file.contains(last)) {
        return None;
    }
    let document = helm_values::parse(file);
    document.find(&path).map(|found| found.key.span)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(file: &str) -> Option<&str> {
        place(file, &["TFE_REDIS_HOST"], &["image.tag"]).map(|place| {
            let start = file.get(..place.start).unwrap().rfind('\n').map_or(0, |at| at + 1);
            file.get(start..).unwrap().lines().next().unwrap()
        })
    }

    #[test]
    fn the_line_with_the_value_is_meant() {
        let values = "image:\n  tag: a\nenv:\n  variables:\n    # TFE_REDIS_HOST: old\n    TFE_REDIS_HOST_X: a\n    TFE_REDIS_HOST: b\n";
        assert_eq!(at(values), Some("    TFE_REDIS_HOST: b"));
        assert_eq!(at("TFE_REDIS_HOST=a"), Some("TFE_REDIS_HOST=a"));
        assert_eq!(at("  key   = \"TFE_REDIS_HOST\""), Some("  key   = \"TFE_REDIS_HOST\""));
        assert_eq!(at("image:\n  tag: a\n"), Some("  tag: a"));
        assert_eq!(at("The setting TFE_REDIS_HOST is needed."), None);
    }
}
