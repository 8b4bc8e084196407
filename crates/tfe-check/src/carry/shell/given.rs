//! The text that a command is given: below it, from the command before its pipe, or in a file that the script wrote.

use super::{Command, Heredoc, Script, Way, bare};

/// The heredoc that a command reads. `text` is that of the script.
pub(crate) fn given<'s>(
    text: &str,
    script: &'s Script<'_>,
    command: &Command,
) -> Option<&'s Heredoc<'s>> {
    let piped = || script.commands.get(command.from?)?.heredocs().next();
    let at = command.heredocs().next().or_else(piped);
    let at = at.or_else(|| written(text, script, command))?;
    script.heredocs.get(at)
}

/// The heredoc of the last command that wrote the file which a command names: `@role.json`.
fn written(text: &str, script: &Script<'_>, command: &Command) -> Option<usize> {
    let file = command.words.iter().find_map(|word| bare(word.of(text)).strip_prefix('@'))?;
    let end = command.span()?.start;
    let before = |other: &&Command| other.span().is_some_and(|span| span.start < end);
    let mut writers = script.commands.iter().rev().filter(before);
    writers.find(|other| writes(text, other, file))?.heredocs().next()
}

fn writes(text: &str, command: &Command, file: &str) -> bool {
    let is = |word: &str| bare(word) == file;
    let to = |way: Way| way == Way::To;
    let tee = command.words.iter().any(|word| word.of(text) == "tee");
    command.redirects.iter().any(|r| to(r.way) && is(r.word.of(text)))
        || tee && command.words.iter().any(|word| is(word.of(text)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::carry::shell::read;

    #[test]
    fn a_command_is_given_what_was_written_before() {
        for text in [
            "w @r.json <<A\nx\nA\n",
            "cat <<A | w -\nx\nA\n",
            "cat > r.json <<A\nx\nA\nw @r.json\n",
            "tee r.json <<A\nx\nA\nw @r.json\n",
            "cat <<A > '/t/r.json'\nx\nA\nw @/t/r.json\n",
            "cat > r.json <<B\ny\nB\ncat > r.json <<A\nx\nA\nw @r.json\n",
        ] {
            let script = read(text);
            let last = script.commands.last().unwrap();
            let body = given(text, &script, last).map(|heredoc| heredoc.body.of(text));
            assert_eq!(body, Some("x\n"), "{text}");
        }
        for text in ["cat > a.json <<A\nx\nA\nw @r.json\n", "w @r.json\ncat > r.json <<A\nx\nA\n"] {
            let script = read(text);
            let command = script.commands.iter().find(|c| c.words[0].of(text) == "w").unwrap();
            assert!(given(text, &script, command).is_none(), "{text}");
        }
    }
}
