//! Prompts, output of commands and sentences that were copied together with the text.

use text::Span;

use super::foreign::{Blocks, is_foreign};
use super::layer::{Layer, Wrapping, new};
use super::remark::{is_caption, is_count, is_footer, is_remark};
use super::search::Search;
use super::sentence::{self, is_sentence};
use super::{everywhere, shell, times};
use crate::carry::line::{Line, lines_of};
use crate::carry::part::Escape;
use crate::carry::signs;
use crate::secrets;

pub(super) fn surroundings(text: &str, search: Search<'_>) -> Option<Layer> {
    // A path may lack its quotes.
    let of_policy = signs::has_rules(text) || signs::policy::marks(text) > 0;
    between_commands(text, search).or_else(|| match of_policy {
        true => around_policy(text),
        false => around_values(text),
    })
}

/// Commands and prompts around a text that is wrapped as a whole: lines with numbers, a string, a command.
fn between_commands(text: &str, search: Search<'_>) -> Option<Layer> {
    let lines: Vec<Line<'_>> = lines_of(text).collect();
    let own = |line: &Line<'_>| !line.is_blank() && !goes(line.content);
    let (first, last) = (lines.iter().position(own)?, lines.iter().rposition(own)?);
    let inside = lines.get(first..=last)?;
    let place = Span::new(inside.first()?.start, inside.last()?.start + inside.last()?.whole.len());
    if inside.len() == lines.len() {
        return None;
    }
    let is_wrapped = || {
        let wrapping = everywhere::everywhere(place.of(text), search);
        wrapping.or_else(|| shell::quoted(place.of(text))).is_some()
    };
    let is_shown =
        || is_printed(text) && is_of_others(place.of(text)) && search.is_ours(place.of(text));
    if !is_wrapped() && !is_shown() {
        return None;
    }
    let fate = |at: usize| if (first..=last).contains(&at) { Fate::Stays } else { Fate::Goes };
    let fates =
        lines.iter().enumerate().filter(|(at, l)| fate(*at) == Fate::Stays || !l.is_blank());
    let fates: Vec<(Line<'_>, Fate)> = fates.map(|(at, line)| (*line, fate(at))).collect();
    rebuild(text, &fates)
}

/// Whether a text is neither a policy nor values: in those the lines around are found one by one.
fn is_of_others(text: &str) -> bool {
    signs::is_terraform(text) || !signs::has_rules(text) && !signs::has_chart_keys(text)
}

/// Whether a text begins with a prompt and a command that prints a file.
pub(crate) fn is_printed(text: &str) -> bool {
    let first = lines_of(text).find(|line| !line.is_blank());
    let command = first.filter(|line| is_prompt(visible(line.content)));
    let prints = ["cat ", "more ", "less ", "type ", "bat "];
    command.is_some_and(|line| prints.iter().any(|name| line.content.contains(name)))
}

/// What becomes of a line.
#[derive(Clone, Copy, PartialEq)]
enum Fate {
    Stays,
    /// A prompt or what a command says: it goes.
    Goes,
    /// A sentence: it becomes a comment.
    Comment,
    /// It goes where something else does.
    Between,
}

fn around_policy(text: &str) -> Option<Layer> {
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
fn front_matter(text: &str) -> usize {
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

/// What parts documents of YAML, and sentences from a text.
pub(super) const DOCUMENT: &str = "---";

/// A time and a name are no longer (bytes).
const WRITER: usize = 160;

/// `[10:42] Anna: path "a" {`: what a chat has before a message, if the message begins a text; and the message.
fn behind_writer<'t>(line: Line<'t>, begins: fn(&str) -> bool) -> (Option<Line<'t>>, Line<'t>) {
    let ends = line.content.match_indices(": ").map(|(at, sign)| at + sign.len());
    let found = ends.take_while(|at| *at <= WRITER).find(|at| {
        let (before, message) = line.content.split_at_checked(*at).unwrap_or_default();
        begins(message) && is_writer(before)
    });
    let Some(at) = found else { return (None, line) };
    let (before, content) = line.content.split_at_checked(at).unwrap_or_default();
    let whole = line.whole.get(at..).unwrap_or_default();
    let rest = Line { start: line.start + at, content, whole };
    (Some(Line { content: before, whole: before, ..line }), rest)
}

/// A time and a name, or a name.
fn is_writer(before: &str) -> bool {
    let code = |c: char| "\"'{}=#/*`".contains(c);
    !before.starts_with(['-', ' ']) && before.contains(char::is_uppercase) && !before.contains(code)
}

/// Whether a line is what was parted from a message: nothing else of a text ends so.
fn ends_as_writer(line: &Line<'_>) -> bool {
    line.content.ends_with(": ") && line.whole == line.content && is_writer(line.content)
}

fn begins_rule(line: &str) -> bool {
    line.starts_with("path ") && signs::has_rules(line)
}

/// A line without blanks around it, of whatever kind; they have rules of their own.
fn visible(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || text::is_invisible(c))
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

fn around_values(text: &str) -> Option<Layer> {
    let lines: Vec<Line<'_>> = lines_of(text).flat_map(messages).collect();
    let key = |line: &Line<'_>| line.indent() == 0 && begins_document(visible(line.content));
    let first = lines.iter().position(key)?;
    let content = |l: &Line<'_>| {
        visible(l.content).len() < l.content.trim_end().len()
            || is_key(l.content) && !is_prompt(l.content)
    };
    let last = lines.iter().rposition(|l| !l.is_blank() && content(l))?;
    // The last line of a text that was cut off may be the beginning of a key.
    let part_of_a_key = |line: &Line<'_>| {
        !line.whole.ends_with('\n')
            && crate::knowledge::children("").any(|(name, _)| name.starts_with(line.content.trim()))
    };
    // A word by itself after an empty line, or above all keys, is the name of somebody or a place to click.
    let is_apart = |at: usize| {
        at < first
            || at.checked_sub(1).is_none_or(|before| lines.get(before).is_none_or(Line::is_blank))
    };
    let outside = |at: usize, line: &Line<'_>| match line.indent() {
        _ if text::is_left_out(line.content) => Fate::Goes,
        _ if is_foreign(visible(line.content)) || ends_as_writer(line) => Fate::Goes,
        0 if is_between(visible(line.content)) => Fate::Between,
        0 if part_of_a_key(line) => Fate::Stays,
        0 => fate(visible(line.content), |bare| {
            is_sentence(bare) && !is_key(bare) || is_apart(at) && is_stray(bare)
        }),
        _ => Fate::Stays,
    };
    let fate = |at: usize, line: &Line<'_>| match at {
        _ if at < first || at > last => outside(at, line),
        _ if line.indent() == 0 && is_footer(line.content.trim_end()) => Fate::Goes,
        _ => Fate::Stays,
    };
    let fates: Vec<(Line<'_>, Fate)> =
        lines.iter().enumerate().map(|(at, line)| (*line, fate(at, line))).collect();
    rebuild(text, &fates)
}

/// Whether a line can be no line of YAML, and is no key without its colon either.
fn is_stray(bare: &str) -> bool {
    let sign = |c: char| c.is_ascii_punctuation() && !"(*/@+".contains(c);
    let word = bare.split_whitespace().next().unwrap_or_default();
    !bare.contains(':')
        && !bare.is_empty()
        && !bare.starts_with(sign)
        && !bare.starts_with("* ")
        && crate::knowledge::slip_of_key("", word).is_none()
        && !crate::knowledge::children("").any(|(name, _)| name == word)
}

/// Whether a line can be the first of values or of a manifest.
fn begins_document(line: &str) -> bool {
    signs::has_chart_keys(line) || ["apiVersion:", "kind:"].iter().any(|key| line.starts_with(key))
}

/// Whether a line is read as YAML, but parts a text from what is around it, or names it.
fn is_between(bare: &str) -> bool {
    bare == DOCUMENT || is_count(bare) || bare.strip_suffix(':').is_some_and(is_caption)
}

/// A line, in two where a chat has something before its message.
fn messages(line: Line<'_>) -> impl Iterator<Item = Line<'_>> {
    let (writer, line) = behind_writer(line, begins_document);
    writer.into_iter().chain([line])
}

/// A line that begins a map's entry, also one in a list, without blanks in its key.
fn is_key(line: &str) -> bool {
    let line = line.strip_prefix("- ").unwrap_or(line);
    let key = line.split_once(':').map(|(key, _)| key.trim_matches(['"', '\'']));
    key.is_some_and(|k| !k.is_empty() && !k.contains(' ')) && !is_message(line)
}

/// `Error: UPGRADE FAILED: timed out`: what a program says.
fn is_message(line: &str) -> bool {
    let (name, said) = line.split_once(": ").unwrap_or_default();
    let is_word = name.chars().all(char::is_alphabetic) && name.starts_with(char::is_uppercase);
    is_word && said.contains(": ") && !said.starts_with(['"', '\''])
}

fn fate(bare: &str, is_sentence: impl Fn(&str) -> bool) -> Fate {
    if bare.is_empty()
        || bare.starts_with(['#', '}', '{', ',', '%']) && !bare.starts_with("% ") && bare != "%"
        || bare.starts_with("//")
        || bare.starts_with("/*")
    {
        // The prompt of the superuser looks like a comment, and harms as little.
        return Fate::Stays;
    }
    if is_prompt(bare) || is_output(bare) {
        Fate::Goes
    } else if is_sentence(bare) {
        Fate::Comment
    } else {
        Fate::Stays
    }
}

/// Whether a line is a prompt with its command, or what a command says around a text.
pub(super) fn goes(line: &str) -> bool {
    let bare = visible(line);
    is_prompt(bare) || is_output(bare)
}

/// `$ …`, `user@host:~$ …`, `[root@host ~]# …`, `PS C:\> …`, `C:\>…`, `/ $ …`
pub(super) fn is_prompt(line: &str) -> bool {
    let command = |word: &str| {
        ["vault ", "cat ", "helm ", "kubectl ", "more ", "type ", "less "]
            .iter()
            .any(|c| word.starts_with(c))
    };
    let behind = |sign: char| line.split_once(sign).map(|(head, rest)| (head, rest.trim_start()));
    let host = |head: &str| {
        head.contains('@')
            || head.contains(":\\")
            || head.ends_with(['~', '/', ' '])
            || head.contains("bash")
            || head == "sh-5.1"
    };
    matches!(line, "$" | "%")
        || line.starts_with(['❯', '➜', 'λ'])
        || line.starts_with("$ ")
        || line.starts_with("% ")
        || line.starts_with("PS ") && line.contains('>')
        || command(line) && !line.contains('{')
        || ['$', '#', '%', '>'].into_iter().any(|sign| {
            behind(sign).is_some_and(|(head, rest)| {
                host(head) && (rest.is_empty() || command(rest) || head.contains('@'))
            })
        })
}

/// What Vault's, Helm's and Kubernetes' commands print around a text.
fn is_output(line: &str) -> bool {
    let rule = line.len() > 2 && line.chars().all(|c| c == '-' || c == '=' || c == ' ');
    let table = |head: &str| line.strip_prefix(head).is_some_and(|r| r.starts_with("  "));
    // Two dashes are above the name at the end of a mail.
    rule && line != "---"
        || line == "--"
        || matches!(line, "USER-SUPPLIED VALUES:" | "COMPUTED VALUES:")
        || line.starts_with("Success!")
        || is_remark(line)
        || times::is_heading(line)
        || table("Key") && line.ends_with("Value")
        || table("name")
        || is_row(line)
}

/// `token_policies    [tfe]`: a row of a table that Vault prints.
fn is_row(line: &str) -> bool {
    let of_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let name = line.split(|c| !of_name(c)).next().unwrap_or_default();
    let rest = line.get(name.len()..).unwrap_or_default();
    let value = rest.trim_start();
    let is_apart = rest.starts_with("  ") || rest.starts_with('\t');
    let path = name == "path" && !value.starts_with(['"', '\'']);
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && is_apart
        && !value.is_empty()
        && !value.contains(['=', '{'])
        && (path || name == "name" || !sentence::is_key(name))
}

/// A sentence with words of the language in it: a capital at its start, a stop at its end, and no block.
fn is_prose(line: &str) -> bool {
    let words = line.split_whitespace().filter(|w| w.chars().all(char::is_alphabetic)).count();
    let ends = line.ends_with(['.', ':', '!', '?']);
    words > 4 && ends && line.starts_with(char::is_uppercase) && !line.contains(['{', '}'])
}

fn rebuild(text: &str, fates: &[(Line<'_>, Fate)]) -> Option<Layer> {
    let goes = |(_, fate): &&(Line<'_>, Fate)| matches!(fate, Fate::Goes | Fate::Comment);
    fates.iter().find(goes)?;
    let (first, _) = fates.iter().find(|(_, fate)| *fate != Fate::Stays)?;
    let mut inner = new(Some(""), Escape::Nothing);
    for (line, fate) in fates {
        let whole = Span::new(line.start, line.start + line.whole.len());
        match fate {
            // The text does not begin with blank lines.
            Fate::Stays if inner.text.is_empty() => {
                let bare = line.whole.trim_start_matches(['\n', '\r']);
                inner.same(text, Span::new(whole.end - bare.len(), whole.end));
            }
            Fate::Stays => inner.same(text, whole),
            Fate::Goes | Fate::Between => {}
            // What is meant for nobody is kept in no file.
            Fate::Comment if !secrets::of(line.content).is_empty() => {}
            Fate::Comment => {
                let bare = line.whole.trim_start();
                let own = Span::new(whole.end - bare.len(), whole.end);
                inner.frame("# ", Span::at(own.start));
                inner.locked(text, own);
            }
        }
    }
    let count = fates.iter().filter(|(_, fate)| *fate != Fate::Stays).count();
    let (at, inner) = (first.span(), vec![inner]);
    Some(Layer { wrapping: Wrapping::Surroundings, at, count, inner, sure: false })
}
