//! Whether a text is a log.

use super::entry::{Line, look};
use super::seen::{self, Seen};
use crate::carry::paste::is_of_mail_head;

/// How much a text looks like a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Likeness {
    /// Not at all.
    No,
    /// It may be one, if it is nothing else: an error message that somebody copied.
    Maybe,
    /// It is one, whatever is in its lines.
    Surely,
}

/// How much of a text is looked at.
const HEAD: usize = 64 * 1024;
/// A log begins like one within this many lines; a document with an excerpt of a log does not.
const FIRST: usize = 3;
/// One line of so many begins an entry, unless a stack trace or a text is in the log.
const LONGEST: usize = 12;
/// An error message that was copied without its log has no more lines.
const MESSAGE: usize = 5;
/// A single word of Kubernetes, such as a reason, makes no error message.
const WORDS: usize = 20;

/// A longer line is no greeting or name.
const NAME: usize = 16;
/// A greeting at the start and a name at the end.
const MOST_NAMES: usize = 2;

/// A greeting or a name.
fn is_name(line: &str) -> bool {
    line.chars().all(|c| c.is_alphabetic() || " ,.!".contains(c))
}

/// Looks at the beginning of a text.
pub(crate) fn likeness(text: &str) -> Likeness {
    let head = head(text);
    if is_surely(text) {
        return Likeness::Surely;
    }
    // Notes and pages show commands after a prompt, too.
    let begins = || filled(head).take(FIRST).filter(|line| !line.trim_start().starts_with("$ "));
    let is_output = begins().any(|line| look_at(line) != Line::Other);
    // A prompt, a greeting and a name around a message are not of it.
    let beside = |line: &&str| is_of_mail_head(line) || line.starts_with("$ ");
    let own = || filled(head).filter(|line| !beside(line));
    let names = || own().filter(|line| line.len() < NAME && is_name(line)).count();
    let is_message = || is_message(head, own().count() - names().min(MOST_NAMES));
    if !is_document(head) && (is_output || is_message()) || is_ticket(head) {
        return Likeness::Maybe;
    }
    Likeness::No
}

fn head(text: &str) -> &str {
    text.get(..text.floor_char_boundary(HEAD)).unwrap_or(text)
}

/// Whether a text is a log, whatever is in its lines. Looks no further where it does not begin like one.
pub(crate) fn is_surely(text: &str) -> bool {
    let is_entry = |line: &Line| matches!(line, Line::Certain | Line::Timed);
    let all = || filled(head(text)).map(look_at);
    if !all().take(FIRST).any(|line| is_entry(&line)) {
        return false;
    }
    let lines: Vec<Line> = all().collect();
    let entries = lines.iter().filter(|line| is_entry(line)).count();
    // A stack trace or the body of a policy may be longer than everything else.
    lines.contains(&Line::Certain) && (entries >= 2 || entries * LONGEST >= lines.len())
}

fn filled(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', '\r']).filter(|line| !line.trim().is_empty())
}

/// Colours come before everything else on a line.
fn look_at(line: &str) -> Line {
    // What a script would print is no line of a log yet.
    if line.trim_start().starts_with("echo ") {
        return Line::Other;
    }
    if line.contains('\u{1b}') { look(&super::clean::Clean::of(line).text) } else { look(line) }
}

/// Pages, scripts and source files speak of error messages, too.
fn is_document(text: &str) -> bool {
    let marks =
        ["```", "~~~", "#!", "# ", "## ", "package ", "import ", "def ", "func ", "- name:"];
    filled(text).any(|line| marks.iter().any(|mark| line.starts_with(mark)))
}

/// Sentences around the only code block of a ticket; a page that explains errors has more.
const SENTENCES: usize = 6;

/// A few sentences and one code block, which has a known error message in it.
fn is_ticket(text: &str) -> bool {
    let is_fence = |line: &str| line.starts_with("```") || line.starts_with("~~~");
    let fences = filled(text).filter(|line| is_fence(line)).count();
    if fences != 2 {
        return false;
    }
    let (mut inside, mut sentences, mut block) = (false, 0, String::new());
    for line in filled(text) {
        match (is_fence(line), inside) {
            (true, _) => inside = !inside,
            (false, true) => block.push_str(&format!("{line}\n")),
            (false, false) => sentences += 1,
        }
    }
    sentences <= SENTENCES && !is_document(&block) && seen::read(&block).iter().any(says_enough)
}

/// A known error message, and little else.
fn is_message(text: &str, lines: usize) -> bool {
    let commands = [" grep ", "echo ", "assert", "return ", "== "];
    lines <= MESSAGE
        && !commands.iter().any(|word| text.contains(word))
        && seen::read(text).iter().any(says_enough)
}

fn says_enough(seen: &Seen) -> bool {
    seen.first.len() >= WORDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logs_are_logs_whatever_is_in_them() {
        let texts = [
            "2026-03-11T08:14:02.117Z [INFO]  terraform-enterprise: check passed: name=disk\n",
            "Attaching to tfe-1\ntfe-1  | {\"component\":\"atlas\",\"log\":\"a\"}\n",
            "\u{1b}[36mtfe-1  | \u{1b}[0m2026-03-11 08:14:02,117 INFO spawned: 'nginx'\n",
            "LAST SEEN   TYPE      REASON             OBJECT\n12s         Warning   FailedScheduling   pod/a   0/3\n",
            "2026 [ERROR] permission denied\n",
        ];
        for text in texts {
            assert_eq!(likeness(text), Likeness::Surely, "{text}");
        }
        let rules = "path \"kv/a\" {\n  capabilities = [\"read\"]\n}\n".repeat(3);
        let log =
            format!("2026-03-11T08:14:02Z [DEBUG] policy:\n{rules}2026-03-11T08:14:03Z [INFO] b\n");
        assert_eq!(likeness(&log), Likeness::Surely);
    }

    #[test]
    fn messages_may_be_one() {
        let texts = [
            "Terraform v1.11.4\nOperation failed: failed authenticating to Vault\n",
            "$ vault operator raft snapshot save a.snap\nError taking the snapshot: redirect would cause protocol downgrade\n",
            "* error validating token: invalid issuer (iss) claim",
            "From: a@b.c\nTo: d@b.c\nSubject: runs\n\nHi,\nall runs fail:\n> * error validating token: invalid issuer (iss) claim\nBob\n",
        ];
        for text in texts {
            assert_eq!(likeness(text), Likeness::Maybe, "{text}");
        }
    }

    #[test]
    fn a_ticket_with_a_message_may_be_one() {
        let block = "```\nError: failed authenticating to Vault\n* error validating token: invalid issuer (iss) claim\n```\n";
        let ticket = format!(
            "# Runs fail\n\nSince this morning all runs fail with this:\n\n{block}\nAny idea?\n"
        );
        assert_eq!(likeness(&ticket), Likeness::Maybe);
        let page = format!("{ticket}{}", "Then look at the role.\n\n".repeat(5));
        let two = format!("{ticket}{block}");
        let command = ticket.replace("Error:", "$ kubectl logs a\n#!/bin/sh\nError:");
        for text in [page, two, command] {
            assert_eq!(likeness(&text), Likeness::No, "{text}");
        }
    }

    #[test]
    fn other_texts_are_none() {
        let texts = [
            "",
            "path \"kv/a\" {\n  capabilities = [\"read\"]\n}\n",
            "# 2026-03-11T08:14:02Z [ERROR] encryption key not found\nenv:\n  variables: {}\n",
            "apiVersion: v1\nkind: ConfigMap\ndata:\n  a: |\n    2026-03-11T08:14:02Z [INFO] a\n",
            "#!/bin/sh\nkubectl get pods | grep ImagePullBackOff\n",
            "status:\n  reason: OOMKilled\n",
            "Check the pod:\n  $ kubectl get pods\n",
            "# Trouble\n\nYou may see `encryption key not found` in the log.\n",
            "Dear all,\n\nsee below.\n\nRegards\n\n2026-03-11T08:14:02Z [ERROR] a\n",
        ];
        for text in texts {
            assert_eq!(likeness(text), Likeness::No, "{text}");
        }
    }
}
