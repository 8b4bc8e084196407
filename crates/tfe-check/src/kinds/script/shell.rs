//! The commands of a shell: the texts that they give to Vault and to Helm, and what else is said to Vault.

use std::collections::BTreeSet;

use text::Span;

use super::found::{Found, is_policy};
use super::source::{Read, Source};
use super::{embed, helm};
use crate::carry::line::lines_of;
use crate::carry::part::Embedded;
use crate::carry::paste::block_places;
use crate::carry::shell::{Command, Script, bare, read_all, read_part};
use crate::carry::signs;
use crate::contract::Values;
use crate::roles::approle::{Written, in_commands};
use crate::roles::vault;

/// The texts of a script; with `with_sets` also what its commands give to Helm one by one.
pub(super) fn find(text: &str, with_sets: bool) -> Found {
    let mut found = Found { roles: in_commands(text), ..Found::default() };
    let scripts = read_all(text);
    // Rules that stand outside of all words and heredocs are a policy themselves.
    if scripts.first().is_some_and(|script| has_rules_outside(text, script)) {
        return Found::default();
    }
    let mut said = 0;
    for script in &scripts {
        let read = Read { text, script };
        values(read, &scripts, &mut found);
        let own = found.policies.len();
        for (place, command) in script.commands.iter().enumerate() {
            match name(text, command) {
                Some(at) => write(read, place, at, &mut found),
                None => said += usize::from(vault(text, command).is_some()),
            }
        }
        files(read, own, &mut found);
    }
    let joins = |script: &Script<'_>| {
        let read = Read { text, script };
        (0..script.commands.len()).any(|place| helm::joins_files(read, place))
    };
    let only = found.values.len() == 1 && !scripts.iter().any(joins);
    // Of two files that Helm is given, the later one wins.
    let mut later: Vec<String> = Vec::new();
    for values in found.values.iter_mut().rev() {
        values.whole = only;
        values.overridden.extend(later.iter().cloned());
        later.extend(Values::keys(&values.text.text));
    }
    if with_sets {
        sets(text, &scripts, &mut found);
    }
    let written = found.written.len();
    let texts = written.max(found.policies.len()) + found.values.len();
    let sets = found.values.iter().any(|values| values.singles.is_some());
    found.more = sets
        || texts + found.roles.len() + said > 1
        || found.policies.len() < written
        || written == 0 && !found.roles.is_empty()
        || scripts.iter().any(|script| does_more(Read { text, script }));
    found
}

/// What the commands in the code blocks of a page set; nothing else is looked for in a page.
pub(super) fn in_page(text: &str) -> Found {
    let scripts: Vec<Script<'_>> = block_places(text).map(|block| read_part(text, block)).collect();
    let mut found = Found::default();
    sets(text, &scripts, &mut found);
    found
}

/// What commands give to Helm one by one, also over the values in the script.
fn sets(text: &str, scripts: &[Script<'_>], found: &mut Found) {
    let mut names: Vec<String> = Vec::new();
    let mut given: Vec<Values> = Vec::new();
    let mut seen: BTreeSet<Span> = BTreeSet::new();
    for script in scripts {
        let read = Read { text, script };
        let places = 0..script.commands.len();
        for helm::Given { text, whole, lines } in places.filter_map(|at| helm::values(read, at)) {
            // Two commands may get the words of one variable.
            let new = lines.list.iter().filter(|set| seen.insert(set.value)).count();
            if new > 0 {
                names.extend(lines.names().cloned());
                given.push(Values::lines(text, whole, lines));
            }
        }
    }
    for values in &mut found.values {
        values.overridden.clone_from(&names);
    }
    found.values.extend(given);
}

/// Whether a script does something else than giving a text to a program.
fn does_more(read: Read<'_>) -> bool {
    let all = &read.script.commands;
    let writers: Vec<&Command> = all.iter().filter(|c| name(read.text, c).is_some()).collect();
    let alone = writers.is_empty();
    let gives = |c: &Command| {
        if alone { c.heredocs().next().is_some() } else { name(read.text, c).is_some() }
    };
    let apart = |(place, command): (usize, &Command)| {
        let mut words = command.words.iter().map(|w| w.of(read.text));
        let prompt = words.all(|word| matches!(word, "$" | "#" | ">" | "%" | "❯"));
        // The commands of one pipe belong together, in whichever of them the text is.
        let next =
            |at: &usize| Some(at + 1).filter(|n| all.get(*n).is_some_and(|c| c.from == Some(*at)));
        let end = std::iter::successors(Some(place), next).take(LONGEST_PIPE).last();
        let back = |at: &usize| all.get(*at).and_then(|c| c.from);
        let mut pipe = std::iter::successors(end, back).take(LONGEST_PIPE);
        let inside = || writers.iter().take(LONGEST_PIPE).any(|outer| holds(outer, command));
        !prompt && !pipe.any(|at| all.get(at).is_some_and(gives)) && !inside()
    };
    all.iter().enumerate().any(apart)
}

/// So many heredocs are asked whether they are in another one.
const MOST_HEREDOCS: usize = 200;

/// So many commands of a pipe are looked at.
const LONGEST_PIPE: usize = 8;

/// Whether a command stands inside of a word of another.
fn holds(outer: &Command, inner: &Command) -> bool {
    let Some(inner) = inner.span() else { return false };
    let words = outer.words.iter().copied().chain(outer.redirects.iter().map(|r| r.word));
    words.into_iter().any(|word| word.start < inner.start && inner.end <= word.end)
}

/// Whether rules stand where the shell would take them for commands.
fn has_rules_outside(text: &str, script: &Script<'_>) -> bool {
    let words = script.commands.iter().flat_map(|c| c.words.iter().copied());
    let others = script.commands.iter().flat_map(|c| c.redirects.iter().map(|r| r.word));
    let quoted = words.chain(others).filter(|w| w.of(text).contains(['"', '\'']));
    let rules = quoted.filter(|w| w.of(text).contains("path") && w.len() > "path \"\"".len());
    let mut inside: Vec<Span> = rules.chain(script.heredocs.iter().map(|h| h.body)).collect();
    text::sort_by_key(&mut inside, |s| s.start);
    // Of nested words the outermost ends last.
    let mut end = 0;
    let ends: Vec<usize> = inside
        .iter()
        .map(|s| {
            end = end.max(s.end);
            end
        })
        .collect();
    let covered = |line: Span| {
        let before = inside.partition_point(|s| s.start < line.end);
        before.checked_sub(1).and_then(|at| ends.get(at)).is_some_and(|end| *end > line.start)
    };
    let bare = |content: &str| !content.trim_start().starts_with('#') && signs::has_rules(content);
    lines_of(text).any(|line| bare(line.content) && !covered(line.span()))
}

/// The name of the policy that a command writes: `vault policy write NAME`, `vault write sys/policy/NAME`,
/// `curl …/v1/sys/policies/acl/NAME`.
fn name(text: &str, command: &Command) -> Option<Span> {
    if command.words.iter().any(|w| w.of(text) == "curl") {
        let sent = ["-d", "--data", "--data-binary", "--data-raw", "-T", "@-"];
        let writes = |w: &Span| sent.iter().any(|s| w.of(text).starts_with(s));
        let writes = command.words.iter().any(writes);
        return command.words.iter().filter(|_| writes).find_map(|w| in_path(text, *w, "/v1/"));
    }
    let words = vault(text, command)?;
    let word = |at: usize| words.get(at).map(|w| bare(w.of(text)));
    match (word(0)?, word(1)?) {
        ("policy", "write") => words.get(2).copied(),
        ("write", _) => in_path(text, *words.get(1)?, ""),
        _ => None,
    }
}

/// The name of a policy in the path of Vault's API.
fn in_path(text: &str, word: Span, before: &str) -> Option<Span> {
    let written = word.of(text);
    let mut calls = ["sys/policies/acl/", "sys/policy/"].iter();
    let end = calls.find_map(|call| {
        let call = format!("{before}{call}");
        let at = written.find(&call)?;
        let lead = written.get(..at)?.trim_matches(['"', '\'', '/']);
        (!before.is_empty() || lead.is_empty()).then_some(at + call.len())
    })?;
    let name = written.get(end..)?.trim_end_matches(['"', '\'']);
    (!name.is_empty()).then(|| Span::new(word.start + end, word.start + end + name.len()))
}

/// A command that writes a policy, with its text where that is in the script.
fn write(read: Read<'_>, place: usize, name: Span, found: &mut Found) {
    let Some(command) = read.script.commands.get(place) else { return };
    let written = name.of(read.text);
    let lead = written.len() - written.trim_start_matches(['"', '\'']).len();
    let bare = bare(written);
    let at = Span::new(name.start + lead, name.start + lead + bare.len());
    let called = (!bare.contains(['$', '`'])).then(|| bare.to_lowercase());
    let source = read.source(place);
    let text = source.and_then(|source| embedded(read, source, bare));
    match text.filter(|policy| is_policy(&policy.text)) {
        Some(mut policy) => {
            policy.called.clone_from(&called);
            found.policies.push(policy);
        }
        // What stands in the heredoc is no policy.
        None if source.is_some() || read.is_given_other_text(command) => return,
        None => {
            let file = read.file(command).filter(|f| *f != bare);
            found.elsewhere.extend(file.map(|file| (file.to_owned(), at)));
        }
    }
    found.written.push(Written { called, address: String::new(), at });
}

fn embedded(read: Read<'_>, source: Source, name: &str) -> Option<Embedded> {
    let Source::Heredoc(place) = source else { return embed::word(read.text, source, name) };
    let heredoc = read.script.heredocs.get(place)?;
    embed::json(read.text, heredoc.body, name)
        .or_else(|| Some(embed::heredoc(read.text, heredoc, name)))
}

/// The policies that become files, and that no command of the script gives to Vault. `own` is the number of
/// those of other scripts.
fn files(read: Read<'_>, own: usize, found: &mut Found) {
    let given: Vec<usize> = found.policies.iter().skip(own).map(|policy| policy.outer(0)).collect();
    for (place, command) in read.script.commands.iter().enumerate() {
        for heredoc in command.heredocs().filter_map(|h| read.script.heredocs.get(h)) {
            let taken = |at: &usize| heredoc.body.start <= *at && *at < heredoc.body.end;
            let Some(name) = read.target(place) else { continue };
            if given.iter().any(taken) || !heredoc.quoted && !heredoc.is_policy(read.text) {
                continue;
            }
            let policy = embed::heredoc(read.text, heredoc, name);
            if !heredoc.quoted || is_policy(&policy.text) {
                found.policies.push(policy);
            }
        }
    }
}

/// The heredocs and the variables that are values of the chart, whatever they are written to.
fn values(read: Read<'_>, scripts: &[Script<'_>], found: &mut Found) {
    // A script that is sent to another host is no values file, whatever it writes there.
    let written = |outer: Span| {
        let all = scripts.iter().flat_map(|script| &script.heredocs).take(MOST_HEREDOCS);
        all.map(|h| h.body).any(|body| outer.start < body.start && body.end < outer.end)
    };
    for (place, command) in read.script.commands.iter().enumerate() {
        let heredocs = command.heredocs().filter_map(|heredoc| read.script.heredocs.get(heredoc));
        let ours = heredocs.filter(|h| h.body.of(read.text).contains("TFE_") && !written(h.body));
        let name = read.target(place).unwrap_or("values");
        let lines = ours.map(|heredoc| embed::heredoc(read.text, heredoc, name));
        let texts = lines.chain(in_variable(read, command));
        let certain = texts.filter(|text| signs::values::is_certain(&text.text));
        found.values.extend(certain.map(|text| Values::text(text, true)));
    }
}

/// The text of several lines that a command gives to a variable.
fn in_variable(read: Read<'_>, command: &Command) -> Option<Embedded> {
    let last = command.words.last()?;
    let written = last.of(read.text);
    let name = match command.words.as_slice() {
        [name, sign, _] if sign.of(read.text) == "=" => name.of(read.text).strip_prefix('$')?,
        _ => written.split_once('=')?.0,
    };
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let ours = is_name && written.contains('\n') && written.contains("TFE_");
    let source = Source::Word { word: *last, escapes: false };
    ours.then(|| embed::word(read.text, source, "values"))?
}
