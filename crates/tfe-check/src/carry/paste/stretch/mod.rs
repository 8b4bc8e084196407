//! Texts between the sentences of a mail, a chat or a page that marks no blocks: manifests, values, JSON, rules, blocks
//! of Terraform, variables, lines of a log, commands. Each begins with a line that only it has, and ends where its own lines end.

mod begun;
mod files;
mod label;

use text::Span;

use self::begun::{Form, Key, begun, is_command};
pub(super) use self::files::files;
pub(crate) use self::files::has_files;
use self::label::is_label;

use super::layer::{Layer, Wrapping, new};
use super::search::Search;
use super::{sentence, times};
use crate::carry::line::{Line, lines_of};
use crate::carry::part::{Embedded, Escape};
use crate::carry::signs;

/// What begins a line in the head of a mail.
const OF_A_MAIL: [&str; 16] = [
    "From: ",
    "To: ",
    "Cc: ",
    "Subject: ",
    "Date: ",
    "Sent: ",
    "Received: ",
    "Message-ID: ",
    "Reply-To: ",
    "MIME-Version: ",
    "Content-Type: ",
    "Content-Transfer-Encoding: ",
    "Content-Disposition: ",
    "Content-Language: ",
    "User-Agent: ",
    "Return-Path: ",
];

/// So many times the lines of a text are looked through for the ends of stretches.
const MOST_LOOKS: usize = 8;

pub(super) fn stretches(text: &str, search: Search<'_>) -> Option<Layer> {
    let inner = search.readable(found(text)?)?;
    let at = inner.first()?.outer_span(Span::at(0));
    let count = inner.len();
    Some(Layer { wrapping: Wrapping::Surroundings, at, count, inner, sure: false })
}

/// Whether a text begins as a mail, a chat or a page does, so that what it is about follows.
pub(crate) fn begins_with_words(text: &str) -> bool {
    let first = lines_of(text).find(|line| !line.is_blank());
    first.is_some_and(|line| is_words(line.content))
}

/// Whether a line is of a mail's head.
pub(crate) fn is_of_mail_head(line: &str) -> bool {
    line.starts_with(|c: char| c.is_ascii_uppercase())
        && OF_A_MAIL.iter().any(|head| line.starts_with(head))
}

/// Whether values are next to commands that write to Vault, or to lines of a log, and nothing is damaged.
pub(crate) fn is_beside_others(text: &str) -> bool {
    if text.starts_with("#!") || !signs::has_chart_keys(text) {
        return false;
    }
    let other = |line: &str| is_command(line) || times::is_dated(line);
    if !text.lines().any(other) {
        return false;
    }
    let has = |all: &[(Form, Embedded)], form| all.iter().any(|(own, _)| *own == form);
    let others = |all: &[(Form, Embedded)]| has(all, Form::Commands) || has(all, Form::Log);
    all(text).is_some_and(|all| has(&all, Form::Values) && others(&all))
}

/// Whether a stretch is no part of the others, even where no word is between them.
fn is_apart((form, stretch): &(Form, Embedded), all: &[(Form, Embedded)]) -> bool {
    let differs = || all.iter().any(|(own, _)| own != form);
    match form {
        // What somebody ran with values, and what a program said of a file.
        Form::Commands => all.iter().any(|(own, _)| *own == Form::Values),
        Form::Log => differs(),
        // A line of values may have the wrong sign; the variables of runs are not theirs.
        Form::Variables => stretch.text.contains("TFC_") && differs(),
        Form::Manifest | Form::Values | Form::Json | Form::Rules | Form::Terraform => false,
    }
}

/// A sentence, a line of a mail's head, or the time and the name above a message.
fn is_words(line: &str) -> bool {
    let mail = is_of_mail_head(line);
    let sentence = !line.starts_with(['#', '/', '-', ' ', '\t', '<', '$', '>', '|'])
        && sentence::is_sentence(line)
        && line.split_whitespace().count() > 1
        // The first line of a manifest may lack its colon.
        && !line.starts_with("apiVersion")
        && !line.starts_with(|c: char| c.is_ascii_digit())
        && !Key::of(line).is_some_and(|key| key.is_entry());
    mail || sentence || is_greeting(line) || times::is_heading(line)
}

/// `Hi,`
fn is_greeting(line: &str) -> bool {
    let word = line.trim_end().strip_suffix(',').unwrap_or_default();
    word.len() < 12 && word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic)
}

/// All stretches of a text; `None` where it has nothing but them, or something that belongs to one of them.
fn found(text: &str) -> Option<Vec<Embedded>> {
    Some(all(text)?.into_iter().map(|(_, stretch)| stretch).collect())
}

/// The stretches among some lines of a page, of which the others are known to be words.
pub(super) fn among(text: &str, lines: &[Line<'_>]) -> Vec<Embedded> {
    let found = seen(text, lines).map_or_else(Vec::new, |seen| seen.all);
    found.into_iter().map(|(_, stretch)| stretch).collect()
}

/// The same, each with what it is written in.
fn all(text: &str) -> Option<Vec<(Form, Embedded)>> {
    let lines: Vec<Line<'_>> = lines_of(text).collect();
    let Seen { all, words, stray } = seen(text, &lines)?;
    // A damaged policy or values file is read as a whole.
    let damaged = stray && all.iter().any(|(form, _)| form.is_mended());
    // What is between sentences is read with them, where only these are around it. A policy and values are
    // two texts.
    let same = |(form, _): &(Form, _)| form.is_mended() && all.iter().all(|(own, _)| own == form);
    let sentences = all.first().is_none_or(same) && !is_message(&lines, &all);
    let apart = words || all.iter().any(|own| is_apart(own, &all));
    (apart && !damaged && !sentences).then_some(all)
}

/// The stretches of some lines, and what the lines between them are.
struct Seen {
    all: Vec<(Form, Embedded)>,
    /// Some are words.
    words: bool,
    /// Some may be lines of a damaged stretch.
    stray: bool,
}

fn seen(text: &str, lines: &[Line<'_>]) -> Option<Seen> {
    let mut all: Vec<(Form, Embedded)> = Vec::new();
    let (mut at, mut words, mut stray, mut near) = (0, false, false, false);
    // Where comments begin that the next stretch follows.
    let mut comments = None;
    let mut left = MOST_LOOKS * lines.len();
    while let Some(line) = lines.get(at) {
        let rest = lines.get(at..).unwrap_or_default();
        let rest = rest.get(..left.min(rest.len())).unwrap_or_default();
        if is_label(rest) {
            (words, near, comments) = (true, false, None);
            at += 1;
            continue;
        }
        let Some((form, count)) = begun(rest, &mut left) else {
            let own = is_words(line.content);
            words |= own;
            stray |= !own && is_syntax(line.content) && !text::is_left_out(line.content);
            near &= line.is_blank() || line.content.starts_with('#');
            let comment = line.content.starts_with('#');
            comments = if comment { comments.or(Some(at)) } else { None };
            at += 1;
            continue;
        };
        let first = comments.take().filter(|_| form.is_mended()).unwrap_or(at);
        at += count.max(1);
        let stretch = stretch(text, lines.get(first..at).unwrap_or_default())?;
        match all.last_mut().filter(|(last, _)| near && *last == form && form.is_joined()) {
            Some((_, last)) => last.join(&stretch),
            None => all.push((form, stretch)),
        }
        near = true;
    }
    Some(Seen { all, words, stray })
}

/// Whether a text has lines that only mails and chats have, besides the line above a message.
fn is_message(lines: &[Line<'_>], all: &[(Form, Embedded)]) -> bool {
    let own = |line: &Line<'_>| {
        OF_A_MAIL.iter().any(|head| line.content.starts_with(head))
            || times::is_only_time(line.content.trim())
    };
    let values = all.iter().all(|(form, _)| *form == Form::Values);
    let headings = lines.iter().filter(|line| times::is_heading(line.content)).count();
    lines.iter().any(own) || values && headings > 1
}

/// Whether a line between stretches may be a line of one of them.
fn is_syntax(line: &str) -> bool {
    // AsciiDoc has four dashes around a listing.
    let is_rule = |bare: &str| bare.len() > 3 && bare.bytes().all(|b| b == b'-');
    if times::is_only_time(line.trim()) || is_rule(line.trim()) {
        return false;
    }
    line.contains(['{', '}', '=', '"', '[', ']'])
        || line.starts_with([' ', '\t', '-']) && line.trim() != "--"
        || Key::of(line).is_some_and(|key| key.is_entry())
        || line.len() > 2 && line.chars().all(|c| c.is_ascii_lowercase())
}

/// The lines as a text.
fn stretch(text: &str, lines: &[Line<'_>]) -> Option<Embedded> {
    let place = place(lines)?;
    let mut stretch = new(Some(""), Escape::Nothing);
    stretch.same(text, place);
    if !stretch.text.ends_with('\n') {
        stretch.frame("\n", Span::at(place.end));
    }
    Some(stretch)
}

/// From the first line to the last one that is not blank.
fn place(lines: &[Line<'_>]) -> Option<Span> {
    let last = lines.iter().rfind(|line| !line.is_blank())?;
    Some(Span::new(lines.first()?.start, last.start + last.whole.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_end_where_sentences_begin() {
        let mail = "Hi all,\n\napiVersion: v1\nkind: Secret\ndata:\n  a: b\n\nNote: it fails.\nKim\n\n{\n \"a\": \"}\"\n}\nand\nTFC_A=b\nTFC_B=c\n";
        let texts: Vec<String> = found(mail).unwrap().into_iter().map(|t| t.text).collect();
        assert_eq!(
            texts,
            [
                "apiVersion: v1\nkind: Secret\ndata:\n  a: b\n",
                "{\n \"a\": \"}\"\n}\n",
                "TFC_A=b\nTFC_B=c\n"
            ]
        );
        assert!(found("apiVersion: v1\nkind: Secret\n").is_none());
        let rule = "path \"kv/a\" {\n}\n";
        let mail = format!(
            "Hi all,\n\nthe policy:\n\n{rule}\nthe values:\n\nreplicaCount: 1\n\nKim Doe\n"
        );
        let texts: Vec<String> = found(&mail).unwrap().into_iter().map(|t| t.text).collect();
        assert_eq!(texts, [rule, "replicaCount: 1\n"]);
        assert!(found(&format!("Hi all,\n\nthe policy:\n\n{rule}\nKim Doe\n")).is_none());
    }

    #[test]
    fn words_are_not_entries() {
        for words in [
            "Hi team,",
            "From: Kim <k@example.org>",
            "this is what I have:",
            "[10:42 AM] Smith, Alex",
        ] {
            assert!(is_words(words), "{words}");
        }
        for other in
            ["kind: Secret", "# a comment here", "{", "terraform {", "2026-02-03 ok it is", "env:"]
        {
            assert!(!is_words(other), "{other}");
        }
    }
}
