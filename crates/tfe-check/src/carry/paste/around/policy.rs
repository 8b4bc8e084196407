//! What stands around the rules of a policy.

use super::fate::{Fate, fate, rebuild};
use super::prompts::{DOCUMENT, visible};
use super::values::is_key;
use super::writer::behind_writer;
use crate::carry::line::{Line, lines_of};
use crate::carry::paste::foreign::Blocks;
use crate::carry::paste::layer::Layer;
use crate::carry::paste::remark::{is_count, is_footer};
use crate::carry::paste::sentence::{self, is_sentence};
use crate::carry::signs;

pub(super) fn around_policy(text: &str) -> Option<Layer> {
    // What stands in a heredoc may look like anything.
    if text.contains("<<") {
        return None;
    }
    let mut depth = 0_usize;
    let mut commented = false;
    let mut fates = Vec::new();
    let mut foreign = Blocks::default();
    let head = front_matter(text);
    let begins = |line: &Line<'_>| line.content.trim_start().starts_with("path \"");
    let mut heads = lines_of(text).filter(begins).map(|line| line.start);
    // Rules that are all in comments are part of something else.
    let rules = match heads.next() {
        Some(first) => first..heads.last().unwrap_or(first),
        None => 0..text.len(),
    };
    for line in lines_of(text) {
        if line.start < head {
            fates.push((line, Fate::Goes));
            continue;
        }
        let line = behind_name(line);
        let (writer, line) =
            if depth == 0 { behind_writer(line, begins_rule) } else { (None, line) };
        fates.extend(writer.map(|writer| (writer, Fate::Goes)));
        let bare = visible(line.content);
        let rule = signs::has_rules(line.content);
        if rule && line.indent() == 0 {
            depth = 0;
        }
        let code = commented || depth > 0 && !is_footer(bare) || rule || bare.is_empty();
        let fate = match code {
            true => Fate::Stays,
            // Between rules a line may be what is left of one.
            false => match outside_of_rules(bare, &mut foreign) {
                Fate::Stays if !rules.contains(&line.start) && !signs::is_of_rule(bare) => {
                    Fate::Comment
                }
                fate => fate,
            },
        };
        if fate == Fate::Stays {
            commented = (commented || bare.starts_with("/*")) && !bare.contains("*/");
            depth = after(bare, depth);
        }
        fates.push((line, fate));
    }
    rebuild(text, &fates)
}

/// Where the head of a page ends that is written in Markdown: `---`, entries of YAML, `---`.
pub(in crate::carry::paste) fn front_matter(text: &str) -> usize {
    let mut lines = lines_of(text).filter(|line| !line.is_blank());
    if lines.next().is_none_or(|line| line.content.trim_end() != DOCUMENT) {
        return 0;
    }
    for line in lines {
        match line.content.trim_end() {
            DOCUMENT => return line.start + line.whole.len(),
            entry if is_key(entry) || line.indent() > 0 || entry.starts_with("- ") => {}
            _ => return 0,
        }
    }
    0
}

/// What becomes of a line outside of a policy's rules.
fn outside_of_rules(bare: &str, foreign: &mut Blocks) -> Fate {
    if foreign.has(bare) || bare == DOCUMENT || is_listed(bare) {
        Fate::Goes
    } else if is_count(bare) {
        Fate::Between
    } else if bare.starts_with("<%") {
        // A line of an ERB template reads like a sentence.
        Fate::Stays
    } else {
        fate(bare, |line| is_sentence(line) || is_prose(line))
    }
}

/// `archivist_kdf`: a name by itself, as `vault list` prints it.
fn is_listed(bare: &str) -> bool {
    let of_name = |c: char| c.is_ascii_alphanumeric() || "_-".contains(c);
    bare.contains(['_', '-'])
        && bare.chars().any(|c| c.is_ascii_alphanumeric())
        && bare.chars().all(of_name)
        && !sentence::is_key(bare)
}

/// `vault read` prints the policy in a table, its first line after the name of the row.
fn behind_name(line: Line<'_>) -> Line<'_> {
    let rest = ["rules  ", "policy  "].iter().find_map(|name| line.content.strip_prefix(name));
    let Some(bare) = rest.map(str::trim_start).filter(|r| !r.starts_with('=')) else { return line };
    let by = line.content.len() - bare.len();
    Line {
        start: line.start + by,
        content: bare,
        whole: line.whole.get(by..).unwrap_or(line.whole),
    }
}

fn begins_rule(line: &str) -> bool {
    line.starts_with("path ") && signs::has_rules(line)
}

/// The depth of braces after a line; those in quotes and comments do not count.
pub(crate) fn after(line: &str, mut depth: usize) -> usize {
    let mut quoted = false;
    for (at, c) in line.char_indices() {
        match c {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '#' => break,
            '/' if line.get(at..).is_some_and(|l| l.starts_with("//")) => break,
            '{' | '[' => depth += 1,
            '}' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    depth
}

/// A sentence with words of the language in it: a capital at its start, a stop at its end, and no block.
fn is_prose(line: &str) -> bool {
    let words = line.split_whitespace().filter(|w| w.chars().all(char::is_alphabetic)).count();
    let ends = line.ends_with(['.', ':', '!', '?']);
    words > 4 && ends && line.starts_with(char::is_uppercase) && !line.contains(['{', '}'])
}
