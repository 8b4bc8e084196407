//! Commands of a script that a folded block makes into one line.

use text::{Edit, EditSet, Span};

use super::{Facts, Finding};
use crate::base::finding::Fix;
use crate::kinds::kubernetes_manifest::facts::Worker;
use crate::knowledge::rules::kubernetes_manifest::SCRIPT_LINES_JOINED;

pub(super) fn find(facts: &Facts<'_>) -> Vec<Finding> {
    let workers = facts.pods.iter().flat_map(|pod| &pod.containers);
    workers.filter_map(|worker| joined(facts, worker)).collect()
}

/// Programs that a line begins with, and the words that follow if it is a command and no argument of one.
const BEGINNINGS: [(&str, &[&str]); 12] = [
    ("vault", &["operator", "login", "token", "write", "read", "kv", "status", "list", "policy"]),
    ("aws", &["s3", "s3api", "sts", "--"]),
    ("az", &["storage", "login"]),
    ("gsutil", &["cp", "-", "rsync", "ls"]),
    ("gcloud", &["storage", "auth"]),
    ("kubectl", &["exec", "get", "cp", "create", "apply"]),
    ("mc", &["alias", "cp", "mb"]),
    ("curl", &["-", "http", "\"http", "\"$", "$"]),
    ("apk", &["add", "--"]),
    ("apt-get", &["install", "update", "-"]),
    ("export", &[""]),
    ("set", &["-"]),
];

fn joined(facts: &Facts<'_>, worker: &Worker<'_>) -> Option<Finding> {
    let block = worker.commands.script.filter(|_| worker.commands.folded)?;
    let lines = block.of(facts.text).split_inclusive('\n');
    // A place where lines join is a blank in what the shell gets.
    let mut end = block.start;
    let mut before = "";
    for line in lines {
        let start = end;
        end += line.len();
        let joins = start
            .checked_sub(1)
            .is_some_and(|at| start > block.start && facts.work.as_bytes().get(at) == Some(&b' '));
        if joins && begins_command(line) && begins_command(before) && !goes_on(before) {
            let bare = line.trim();
            let from = start + (line.len() - line.trim_start().len());
            return Some(say(facts, block, Span::new(from, from + bare.len())));
        }
        before = line;
    }
    None
}

fn begins_command(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let follows = |(name, next): &(&str, &[&str])| {
        *name == first && next.iter().any(|next| second.starts_with(next))
    };
    !second.is_empty() && BEGINNINGS.iter().any(follows)
}

/// Whether a shell reads on after a line's end, or another command begins there.
fn goes_on(line: &str) -> bool {
    line.trim_end().ends_with([';', '&', '|', '\\', '(', '{'])
}

fn say(facts: &Facts<'_>, block: Span, at: Span) -> Finding {
    let head = facts.text.get(..block.start).unwrap_or_default();
    let sign = head.rfind('>').map(|sign| Span::new(sign, sign + 1));
    let edits = sign.and_then(|sign| EditSet::new(vec![Edit::replace(sign, "|")]).ok());
    let finding = SCRIPT_LINES_JOINED.at(at).say(
        "The command of this line becomes an argument of the one before it.",
        "`>` joins the lines of a block with blanks: the shell gets one command.",
        "Begin the block with `|`, which keeps its lines.",
    );
    finding.fix(edits.map(|edits| Fix::review("Begin the block with `|`", edits)))
}
