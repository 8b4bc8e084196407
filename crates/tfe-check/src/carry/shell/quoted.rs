//! Commands in quotes, which another shell gets: `sh -c '…'`, `ssh HOST '…'`, `docker exec … sh -c "…"`.

use text::Span;

use super::{Command, Script, bare, read_part};

/// What is given commands.
const SHELLS: [&str; 8] = ["sh", "bash", "zsh", "ash", "ssh", "su", "eval", "pwsh"];

/// So many words of a command are looked at.
const MOST_WORDS: usize = 60;

/// The scripts in quotes that the commands of a script give to another shell. Only those with a heredoc: a text for
/// Vault or for Helm is in no other.
pub(crate) fn read_quoted<'t>(text: &'t str, script: &Script<'_>) -> Vec<Script<'t>> {
    let all = script.commands.iter().filter_map(|command| inside(text, command));
    all.map(|(place, quote)| {
        let mut inside = read_part(text, place);
        for heredoc in inside.heredocs.iter_mut().filter(|_| quote == '"') {
            heredoc.quoted = true;
        }
        inside
    })
    .collect()
}

/// The place of the commands, without their quotes, and the quote.
fn inside(text: &str, command: &Command) -> Option<(Span, char)> {
    let words = command.words.get(..command.words.len().min(MOST_WORDS))?;
    let word = words.iter().rfind(|word| word.of(text).contains("<<"))?;
    let written = word.of(text);
    let quote = written.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
    let inner = written.get(1..)?.strip_suffix(quote)?;
    let shell = |word: &Span| {
        let name = bare(word.of(text));
        SHELLS.contains(&name.rsplit('/').next().unwrap_or(name))
    };
    let given = inner.contains('\n') && words.iter().any(shell);
    given.then(|| (Span::new(word.start + 1, word.start + 1 + inner.len()), quote))
}

#[cfg(test)]
mod tests {
    use super::super::{Script, read_all};

    fn bodies(text: &str) -> Vec<(String, bool)> {
        let all: Vec<Script<'_>> = read_all(text);
        let heredocs = all.iter().flat_map(|script| &script.heredocs);
        heredocs.map(|h| (h.body.of(text).to_owned(), h.quoted)).collect()
    }

    #[test]
    fn commands_in_quotes_are_read() {
        let inside = "vault policy write a - <<EOF\nb\nEOF\n";
        for before in ["ssh host ", "sh -c ", "kubectl exec v-0 -- /bin/sh -c ", "sudo su - v -c "]
        {
            let body = ("b\n".to_owned(), false);
            assert_eq!(bodies(&format!("{before}'{inside}'\n")), [body], "{before}");
            let body = ("b\n".to_owned(), true);
            assert_eq!(bodies(&format!("{before}\"{inside}\"\n")), [body], "{before}");
        }
        assert!(bodies(&format!("echo '{inside}'\n")).is_empty());
    }
}
