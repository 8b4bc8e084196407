//! A shell's commands: their words, where their input comes from and where their output goes.
//!
//! The reader goes through a text once. It takes any text: what a shell would refuse (a quote or a heredoc
//! that nothing closes) is read as plain words.

mod fill;
mod folded;
mod given;
mod heredoc;
mod quoted;
mod reader;

use text::Span;

pub(crate) use fill::{EXPRESSION, Filled, IN_HERE_STRING, IN_QUOTES, expressions, fill, variable};
pub(crate) use given::given;
pub(crate) use heredoc::Heredoc;
pub(crate) use quoted::read_quoted;
pub(crate) use reader::{read, read_part};

/// A text as a shell reads it.
#[derive(Debug, Default)]
pub(crate) struct Script<'t> {
    /// In the order in which they end. A command inside of `$(…)` comes before the one around it.
    pub commands: Vec<Command>,
    /// In the order of the text.
    pub heredocs: Vec<Heredoc<'t>>,
}

/// One simple command.
#[derive(Clone, Debug, Default)]
pub(crate) struct Command {
    /// The places of its words, with their quotes, without redirections.
    pub words: Vec<Span>,
    pub redirects: Vec<Redirect>,
    /// Its output is the input of the next command.
    pub piped: bool,
    /// The place of the command before it in the list, whose output it reads.
    pub from: Option<usize>,
}

/// Where a command reads from, or writes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Redirect {
    pub way: Way,
    /// The word after the sign.
    pub word: Span,
}

/// The sign of a redirection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// `<`
    From,
    /// `>` and `>>`
    To,
    /// `<<` and `<<-`: the heredoc of this place in the list.
    Heredoc(usize),
    /// `<<<`
    Text,
}

impl Command {
    /// All that belongs to it.
    pub(crate) fn span(&self) -> Option<Span> {
        let redirects = self.redirects.iter().map(|r| r.word);
        self.words.iter().copied().chain(redirects).reduce(Span::cover)
    }

    /// The heredocs that it reads.
    pub(crate) fn heredocs(&self) -> impl Iterator<Item = usize> {
        self.redirects.iter().filter_map(|r| match r.way {
            Way::Heredoc(at) => Some(at),
            Way::From | Way::To | Way::Text => None,
        })
    }
}

/// A word without the quotes around it.
pub(crate) fn bare(word: &str) -> &str {
    word.trim_matches(['"', '\''])
}

/// So deep scripts are looked for that other scripts write, or send to another host.
const DEEPEST_SCRIPT: usize = 3;

/// A text as a shell reads it, then each of its heredocs that is a script of commands for Vault itself, and
/// the commands in quotes that another shell gets.
pub(crate) fn read_all(text: &str) -> Vec<Script<'_>> {
    let mut all = vec![read(text)];
    let mut begin = 0;
    for _ in 0..DEEPEST_SCRIPT {
        let new = all.get(begin..).unwrap_or_default();
        let heredocs = new.iter().flat_map(|s| &s.heredocs);
        let inside = heredocs.filter(|h| h.is_script(text)).map(|h| read_part(text, h.body));
        let mut inside: Vec<Script<'_>> = inside.collect();
        inside.extend(new.iter().flat_map(|script| read_quoted(text, script)));
        begin = all.len();
        all.extend(inside);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of each command.
    pub(super) fn words(text: &str) -> Vec<Vec<&str>> {
        read(text).commands.iter().map(|c| c.words.iter().map(|w| w.of(text)).collect()).collect()
    }

    #[test]
    fn commands_end_where_a_shell_ends_them() {
        let one: [&[&str]; 2] = [&["a", "b"], &["c"]];
        let ends =
            ["a b; c", "a b && c", "a b || c", "a b | c", "a b &\nc", "a b\nc", "(a b); { c; }"];
        for text in &ends[..6] {
            assert_eq!(words(text), one, "{text}");
        }
        assert_eq!(words(ends[6]), [&["a", "b"][..], &["{", "c"], &["}"]]);
        assert_eq!(words("a \\\n  b"), [["a", "b"]]);
        assert_eq!(words("x=$(a 'b c') d"), [&["a", "'b c'"][..], &["x=$(a 'b c')", "d"]]);
        assert_eq!(words("if a; then b; fi # c; d"), [&["if", "a"][..], &["then", "b"], &["fi"]]);
        assert_eq!(
            words("a \"b; $(c \"d\") e\" f"),
            [&["c", "\"d\""][..], &["a", "\"b; $(c \"d\") e\"", "f"]]
        );
        assert_eq!(words("a `b c` d"), [&["b", "c"][..], &["a", "`b c`", "d"]]);
        assert_eq!(
            words("case x in a) b;; esac"),
            [&["case", "x", "in", "a"][..], &["b"], &["esac"]]
        );
        assert_eq!(words("a ${b:-c d} 2>&1 > f"), [["a", "${b:-c d}"]]);
        assert_eq!(words("# it's\na"), [["a"]]);
        assert_eq!(words("it's a\nb"), [&["it's", "a"][..], &["b"]]);
    }

    #[test]
    fn heredocs_belong_to_their_commands() {
        let text = "cat <<EOF | vault policy write x -; c\npath 'a'; b\nEOF\nd <<-'A' <<B\n\ta\n\tA\nb\nB\ne\n";
        let script = read(text);
        let bodies: Vec<&str> = script.heredocs.iter().map(|h| h.body.of(text)).collect();
        assert_eq!(bodies, ["path 'a'; b\n", "\ta\n", "b\n"]);
        assert_eq!(
            script.heredocs.iter().map(|h| h.plain).collect::<Vec<_>>(),
            [false, true, false]
        );
        let heredocs: Vec<Vec<usize>> =
            script.commands.iter().map(|c| c.heredocs().collect()).collect();
        assert_eq!(heredocs, [vec![0], vec![], vec![], vec![1, 2], vec![]]);
        assert_eq!(script.commands[1].from, Some(0));
    }

    /// Deep nesting, and what nothing closes.
    #[test]
    fn any_text_is_read_in_one_go() {
        for piece in [
            "<<a\n", "$(", "\"$(", "`", "'", "\"", "(", "${", "<(", "\\", "a'b ", "<<'a\n",
            "é<<é\n",
        ] {
            let text = piece.repeat(100_000);
            let script = read(&text);
            assert!(script.heredocs.len() <= 100_000);
        }
    }
}
